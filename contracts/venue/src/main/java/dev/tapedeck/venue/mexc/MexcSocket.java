package dev.tapedeck.venue.mexc;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket that comes back: connects, pings, and after any loss connects again with growing waits. Everything runs on the one context, on which also the
 * owner hears; only {@link #start}, {@link #ping} and {@link #close} may be called from elsewhere.
 */
final class MexcSocket {
    /** The venue closes a socket that did not ping for 60 s, even while it streams, and asks for a ping every 10 to 20 s. */
    private static final long PING_MILLIS = 10_000;

    private static final long PONG_TIMEOUT_MILLIS = 15_000;
    private static final String PING = "{\"method\":\"ping\"}";

    /** Hears one socket, on its context. */
    interface Owner {
        void opened(MexcSocket socket);

        /** The socket is gone, or could not be opened. */
        void closed(boolean wasOpen, String reason);

        void message(MexcSocket socket, MexcMessage message);
    }

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final WebSocketConnectOptions target;
    private final Backoff backoff;
    private final Owner owner;
    /** Pings without a pong yet, oldest first. The venue answers in order and names no ping in its pong. */
    private final Queue<Promise<Void>> pings = new ArrayDeque<>();

    private @Nullable ClientWebSocket socket;
    private long pingTimer = -1;
    private boolean closed;

    MexcSocket(Vertx vertx, Context context, WebSocketClient client, URI uri, Backoff backoff, Owner owner) {
        this.vertx = vertx;
        this.context = context;
        this.client = client;
        this.target = new WebSocketConnectOptions().setAbsoluteURI(uri.toString());
        this.backoff = backoff;
        this.owner = owner;
    }

    void start() {
        context.runOnContext(ignored -> connect());
    }

    /** Sends a frame. On the context only. */
    void send(Object frame) {
        ClientWebSocket open = socket;
        if (open != null) {
            open.writeTextMessage(MexcJson.text(frame));
        }
    }

    /** Completes at the pong that answers this ping; the owner has handled all messages before it. */
    Future<Void> ping() {
        Promise<Void> answered = Promise.promise();
        context.runOnContext(ignored -> ping(answered));
        return answered.future();
    }

    /** Gives the connection up, so that a new one is made. On the context only. */
    void reconnect(String reason) {
        ClientWebSocket open = socket;
        if (open != null) {
            lost(open, reason);
            open.close();
        }
    }

    /** Gives this connection up when the condition does not hold in time. Returns the timer. On the context only. */
    long reconnectUnless(BooleanSupplier condition, long withinMillis, String reason) {
        ClientWebSocket open = socket;
        return vertx.setTimer(withinMillis, ignored -> {
            if (open != null && open.equals(socket) && !condition.getAsBoolean()) {
                reconnect(reason);
            }
        });
    }

    void close() {
        context.runOnContext(ignored -> {
            closed = true;
            reconnect("closed by us");
        });
    }

    private void connect() {
        if (closed) {
            return;
        }
        ClientWebSocket opening = client.webSocket();
        opening.textMessageHandler(text -> received(opening, text));
        opening.closeHandler(
                ignored -> lost(opening, "the venue closed the socket, code " + opening.closeStatusCode()));
        opening.exceptionHandler(failure -> lost(opening, String.valueOf(failure.getMessage())));
        opening.connect(target).onComplete(connected -> {
            if (closed) {
                opening.close();
            } else if (connected.succeeded()) {
                opened(opening);
            } else {
                owner.closed(false, "no connection: " + connected.cause().getMessage());
                retry();
            }
        });
    }

    private void opened(ClientWebSocket open) {
        socket = open;
        pingTimer = vertx.setPeriodic(PING_MILLIS, ignored -> ping(Promise.promise()));
        owner.opened(this);
    }

    private void received(ClientWebSocket from, String text) {
        if (!from.equals(socket)) {
            return;
        }
        MexcMessage message = MexcMessages.parse(text);
        owner.message(this, message);
        if (message instanceof MexcMessage.Pong) {
            backoff.reset();
            Promise<Void> oldest = pings.poll();
            if (oldest != null) {
                oldest.complete();
            }
        }
    }

    private void ping(Promise<Void> answered) {
        ClientWebSocket open = socket;
        if (open == null) {
            answered.fail("the socket is down");
            return;
        }
        pings.add(answered);
        open.writeTextMessage(PING);
        long deadline = reconnectUnless(
                () -> answered.future().isComplete(),
                PONG_TIMEOUT_MILLIS,
                "no pong for " + PONG_TIMEOUT_MILLIS + " ms");
        answered.future().onComplete(ignored -> vertx.cancelTimer(deadline));
    }

    private void lost(ClientWebSocket gone, String reason) {
        if (!gone.equals(socket)) {
            return;
        }
        socket = null;
        vertx.cancelTimer(pingTimer);
        List<Promise<Void>> unanswered = new ArrayList<>(pings);
        pings.clear();
        unanswered.forEach(ping -> ping.tryFail("the socket is down: " + reason));
        if (!closed) {
            owner.closed(true, reason);
            retry();
        }
    }

    private void retry() {
        vertx.setTimer(backoff.nextMillis(), ignored -> connect());
    }
}
