package dev.tapedeck.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that keeps what it gets. */
final class LiveClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    LiveClient(URI uri, String token) {
        String header = "quarkus-http-upgrade#Authorization#Bearer " + token;
        String carrier = URLEncoder.encode(header, StandardCharsets.UTF_8).replace("+", "%20");
        socket = http.newWebSocketBuilder()
                .subprotocols("bearer-token-carrier", carrier)
                .buildAsync(uri, new Listener())
                .join();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void resume(String gatewayId, long lastSeq) {
        send("{\"type\":\"resume\",\"gatewayId\":\"" + gatewayId + "\",\"lastSeq\":" + lastSeq + "}");
    }

    /** Returns the next message, of whatever type. */
    JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("expected a message within " + PATIENCE_SECONDS + " s, none came");
        }
        return message;
    }

    /** Returns the messages up to and with the first that matches. */
    List<JsonNode> until(Predicate<JsonNode> matches) throws InterruptedException {
        var seen = new ArrayList<JsonNode>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            seen.add(next());
            if (matches.test(seen.getLast())) {
                return seen;
            }
        }
        throw new AssertionError("expected a matching message within " + PATIENCE_SECONDS + " s, saw " + seen);
    }

    JsonNode first(String type) throws InterruptedException {
        return until(message -> type(message).equals(type)).getLast();
    }

    int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    static String type(JsonNode message) {
        return message.path("type").asText();
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                messages.add(parse(parts.toString()));
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        private static JsonNode parse(String text) {
            try {
                return Json.MAPPER.readTree(text);
            } catch (JsonProcessingException malformed) {
                throw new AssertionError("a message must be JSON, was " + text, malformed);
            }
        }
    }
}
