package dev.tapedeck.venue.mexc;

import dev.tapedeck.venue.PrivateStream;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** The account's pushes: after a login the venue sends all personal channels by itself. */
final class MexcPrivateStream implements PrivateStream {
    private static final long LOGIN_TIMEOUT_MILLIS = 10_000;

    private final MexcSocket socket;

    /**
     * @param login makes a login's parameters, new each time because they carry the time
     * @param onLoginRefused is called before another login is tried: the venue does not say whether it refused the key or the time
     * @param open makes a socket for its owner
     */
    MexcPrivateStream(
            Listener listener,
            Supplier<Map<String, String>> login,
            Runnable onLoginRefused,
            Function<MexcSocket.Owner, MexcSocket> open) {
        this.socket = open.apply(new Session(listener, login, onLoginRefused));
    }

    @Override
    public void start() {
        socket.start();
    }

    @Override
    public CompletionStage<Void> ping() {
        return socket.ping().toCompletionStage();
    }

    @Override
    public void close() {
        socket.close();
    }

    /** One login after the other. */
    private static final class Session implements MexcSocket.Owner {
        private final Listener listener;
        private final Supplier<Map<String, String>> login;
        private final Runnable onLoginRefused;
        private boolean loggedIn;

        Session(Listener listener, Supplier<Map<String, String>> login, Runnable onLoginRefused) {
            this.listener = listener;
            this.login = login;
            this.onLoginRefused = onLoginRefused;
        }

        @Override
        public void opened(MexcSocket socket) {
            socket.send(Map.of("method", "login", "param", login.get()));
            socket.reconnectUnless(() -> loggedIn, LOGIN_TIMEOUT_MILLIS, "the login was not answered");
        }

        @Override
        public void closed(boolean wasOpen, String reason) {
            if (loggedIn) {
                loggedIn = false;
                listener.disconnected(reason);
            }
        }

        @Override
        public void message(MexcSocket socket, MexcMessage message) {
            switch (message) {
                case MexcMessage.Own own -> listener.frame(own.frame());
                case MexcMessage.LoggedIn _ -> {
                    loggedIn = true;
                    listener.loggedIn();
                }
                case MexcMessage.Refused refused -> refused(socket, refused.message());
                case MexcMessage.Malformed malformed -> listener.malformed(malformed.reason(), malformed.text());
                case MexcMessage.Pong _ -> {}
                case MexcMessage.Market _ -> {}
                case MexcMessage.Unused _ -> {}
            }
        }

        private void refused(MexcSocket socket, String message) {
            listener.refused(message);
            if (!loggedIn) {
                onLoginRefused.run();
                socket.reconnect("the login was refused: " + message);
            }
        }
    }
}
