package dev.tapedeck.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tapedeck.simulator.access.Signatures;
import dev.tapedeck.simulator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A small client of the venue's protocol for tests. */
final class VenueClient implements AutoCloseable {
    static final String KEY = "test-key";
    static final String SECRET = "test-secret";
    private static final long AWAIT_SECONDS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;

    VenueClient(int port) {
        this.port = port;
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(AWAIT_SECONDS));
    }

    static JsonNode json(String text) {
        JsonNode node = Json.parse(text);
        if (node == null) {
            throw new AssertionError("expected JSON, was " + text);
        }
        return node;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json(send(request(path).build()).body());
    }

    HttpRequest.Builder signed(String path, String payload, String time, String secret) {
        return request("/api/v1/private/" + path)
                .header("ApiKey", KEY)
                .header("Request-Time", time)
                .header("Signature", Signatures.sign(secret, KEY, time, payload))
                .header("Content-Type", "application/json");
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis());
    }

    /** A signed GET; the query must have its keys in order. */
    String getPrivateText(String path, String query) throws IOException, InterruptedException {
        String target = query.isEmpty() ? path : path + "?" + query;
        return send(signed(target, query, now(), SECRET).build()).body();
    }

    JsonNode getPrivate(String path, String query) throws IOException, InterruptedException {
        return json(getPrivateText(path, query));
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return json(send(signed(path, body, now(), SECRET)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .body());
    }

    CompletableFuture<HttpResponse<String>> sendLater(String path, String body) {
        return http.sendAsync(
                signed(path, body, now(), SECRET)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> control(String path, String body) throws IOException, InterruptedException {
        return send(request("/control/" + path)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    JsonNode step() throws IOException, InterruptedException {
        return json(control("step", "").body());
    }

    JsonNode createMarket(int side, long vol, String externalOid) throws IOException, InterruptedException {
        return post(
                "order/create",
                "{\"symbol\":\"BTC_USDT\",\"vol\":%d,\"leverage\":20,\"side\":%d,\"type\":5,\"openType\":1,\"externalOid\":\"%s\"}"
                        .formatted(vol, side, externalOid));
    }

    void connect() throws InterruptedException, ExecutionException {
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/edge"), new Listener())
                .get();
    }

    void say(String text) throws InterruptedException, ExecutionException {
        WebSocket open = socket;
        if (open == null) {
            throw new AssertionError("connect before talking");
        }
        open.sendText(text, true).get();
    }

    void login(String moreFields) throws InterruptedException, ExecutionException {
        String time = now();
        say("{\"method\":\"login\"%s,\"param\":{\"apiKey\":\"%s\",\"reqTime\":\"%s\",\"signature\":\"%s\"}}"
                .formatted(moreFields, KEY, time, Signatures.sign(SECRET, KEY, time, "")));
        await("rs.login");
    }

    /** The next frame of a channel; frames of other channels before it are dropped. */
    JsonNode await(String channel) throws InterruptedException {
        return await(channel, frame -> true);
    }

    JsonNode await(String channel, Predicate<JsonNode> matching) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AWAIT_SECONDS);
        while (true) {
            JsonNode frame = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (frame == null) {
                throw new AssertionError("no " + channel + " within " + AWAIT_SECONDS + " s, saw " + seen);
            }
            if (frame.path("channel").asText().equals(channel) && matching.test(frame)) {
                return frame;
            }
            seen.add(frame.path("channel").asText());
        }
    }

    /** Frames up to the answer of a ping sent now, so everything the venue sent before is included. */
    List<JsonNode> framesSoFar() throws InterruptedException, ExecutionException {
        say("{\"method\":\"ping\"}");
        List<JsonNode> sofar = new ArrayList<>();
        while (true) {
            JsonNode frame = frames.poll(AWAIT_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no pong within " + AWAIT_SECONDS + " s");
            }
            if (frame.path("channel").asText().equals("pong")) {
                return sofar;
            }
            sofar.add(frame);
        }
    }

    /** Returns once the venue has closed the socket. */
    void awaitClosed() throws Exception {
        closed.get(AWAIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        http.close();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable cutOff) {
            closed.complete(0);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode frame = Json.parse(text.toString());
                frames.add(frame == null ? NullNode.getInstance() : frame);
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
