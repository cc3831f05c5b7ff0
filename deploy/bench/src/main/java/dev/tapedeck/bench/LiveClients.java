package dev.tapedeck.bench;

import dev.tapedeck.local.StackFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Clients of the gateway's socket that take everything, as so many dashboards would, and keep of each message what tells whether one is missing. */
final class LiveClients implements AutoCloseable {
    private static final int CONNECT_SECONDS = 60;
    private static final String SEQ = "\"seq\":";
    private static final String RECORDED = "\"recordedAt\":\"";
    private static final String SNAPSHOT = "{\"type\":\"snapshot\"";
    private static final String ORDER = "{\"type\":\"order\"";
    private static final String HEARTBEAT = "{\"type\":\"heartbeat\"";
    private static final String TOO_SLOW = "{\"type\":\"tooSlow\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Client> clients = new ArrayList<>();
    private volatile boolean measuring;

    /**
     * Connects so many clients, one after the other.
     *
     * @param protocols with which a user may open the socket
     */
    static LiveClients connect(URI socket, List<String> protocols, int count) throws InterruptedException {
        var clients = new LiveClients();
        try {
            for (int i = 0; i < count; i++) {
                var client = clients.new Client();
                client.socket = clients.http
                        .newWebSocketBuilder()
                        .subprotocols(protocols.getFirst(), protocols.get(1))
                        .buildAsync(socket, client)
                        .get(CONNECT_SECONDS, TimeUnit.SECONDS);
                clients.clients.add(client);
            }
        } catch (ExecutionException | TimeoutException failed) {
            clients.close();
            throw new StackFailure("client " + clients.clients.size() + " could not connect to " + socket, failed);
        }
        return clients;
    }

    /** From here on the time of each order message is taken. */
    void measure() {
        measuring = true;
    }

    /** Returns the milliseconds from an order event's place on the log to a client, of all clients. */
    List<Long> orderMillis() {
        var all = new ArrayList<Long>();
        for (Client client : clients) {
            synchronized (client) {
                all.addAll(client.orderMillis);
            }
        }
        return all;
    }

    long messages() {
        return clients.stream().mapToLong(client -> client.messages).sum();
    }

    /** Returns the numbers that clients did not get between two that they got. */
    long missing() {
        return clients.stream().mapToLong(client -> client.missing).sum();
    }

    long closedByGateway() {
        return clients.stream().filter(client -> client.closed).count();
    }

    /** Returns the number of the last message of the client that is farthest behind, and of the one that is farthest ahead. */
    long[] lastSeqs() {
        return new long[] {
            clients.stream().mapToLong(client -> client.seq).min().orElse(0),
            clients.stream().mapToLong(client -> client.seq).max().orElse(0)
        };
    }

    @Override
    public void close() {
        clients.forEach(client -> {
            if (client.socket != null) {
                client.socket.abort();
            }
        });
        http.shutdownNow();
    }

    /** One client; its messages come one after the other. */
    private final class Client implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();
        private final List<Long> orderMillis = new ArrayList<>();
        private @Nullable WebSocket socket;
        private volatile long seq;
        private volatile long messages;
        private volatile long missing;
        private volatile boolean closed;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                take(partial.toString(), System.currentTimeMillis());
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        private synchronized void take(String message, long now) {
            long number = number(message);
            if (message.startsWith(SNAPSHOT)) {
                seq = number;
            } else if (message.startsWith(TOO_SLOW)) {
                closed = true;
            } else if (!message.startsWith(HEARTBEAT)) {
                missing += Math.max(0, number - seq - 1);
                seq = number;
            }
            messages++;
            if (measuring && message.startsWith(ORDER)) {
                int at = message.lastIndexOf(RECORDED) + RECORDED.length();
                orderMillis.add(now
                        - Instant.parse(message.substring(at, message.indexOf('"', at)))
                                .toEpochMilli());
            }
        }

        private static long number(String message) {
            int from = message.indexOf(SEQ) + SEQ.length();
            int to = from;
            while (to < message.length() && Character.isDigit(message.charAt(to))) {
                to++;
            }
            return Long.parseLong(message, from, to, 10);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            closed = true;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed = true;
        }
    }
}
