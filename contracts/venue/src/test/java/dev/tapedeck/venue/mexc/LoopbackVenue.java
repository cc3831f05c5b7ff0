package dev.tapedeck.venue.mexc;

import dev.tapedeck.venue.VenueConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A server on the loopback interface that answers as a test says and remembers what it got. */
final class LoopbackVenue implements AutoCloseable {
    static final long NOW_MILLIS = 1_761_888_808_839L;
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOW_MILLIS));
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** A request as it was on the wire. */
    record Seen(String method, String uri, String body, String apiKey, String time, String signature) {}

    final Vertx vertx = Vertx.vertx();
    final List<Seen> requests = new CopyOnWriteArrayList<>();
    final List<String> frames = new CopyOnWriteArrayList<>();
    final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    /** Answers the requests. */
    volatile Consumer<HttpServerRequest> answer = request -> request.response().end("{}");
    /** Hears the frames, after the pongs were sent. */
    volatile FrameAnswer frameAnswer = (socket, frame) -> {};

    volatile boolean answersPings = true;
    private final HttpServer server;

    interface FrameAnswer {
        void answer(ServerWebSocket socket, String frame);
    }

    LoopbackVenue() {
        server = await(vertx.createHttpServer()
                .webSocketHandler(this::accept)
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage());
    }

    VenueConfig config(int requestTimeoutMillis) {
        String host = "127.0.0.1:" + server.actualPort();
        return new VenueConfig(
                URI.create("http://" + host),
                URI.create("ws://" + host + "/edge"),
                "mx0testkey",
                "testsecret0123456789",
                1_000,
                requestTimeoutMillis);
    }

    MexcVenue venue() {
        return new MexcVenue(vertx, config(5_000), CLOCK);
    }

    /** Returns the reply to the question for the venue's clock. */
    static String serverTime(long millis) {
        return "{\"success\":true,\"code\":0,\"data\":" + millis + "}";
    }

    void answerWith(String body) {
        answer = request -> request.response().end(body);
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            requests.add(new Seen(
                    request.method().name(),
                    request.uri(),
                    body.toString(),
                    String.valueOf(request.getHeader("ApiKey")),
                    String.valueOf(request.getHeader("Request-Time")),
                    String.valueOf(request.getHeader("Signature"))));
            answer.accept(request);
        });
    }

    private void accept(ServerWebSocket socket) {
        sockets.add(socket);
        socket.textMessageHandler(frame -> {
            if (frame.equals("{\"method\":\"ping\"}")) {
                if (answersPings) {
                    socket.writeTextMessage("{\"channel\":\"pong\",\"data\":1,\"ts\":1}");
                }
            } else {
                frames.add(frame);
                frameAnswer.answer(socket, frame);
            }
        });
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception failed) {
            throw new AssertionError("the stage must complete within " + PATIENCE, failed);
        }
    }

    static void awaitUntil(String what, BooleanSupplier condition, Supplier<Object> seen) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " must happen within " + PATIENCE + ", saw " + seen.get());
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        await(vertx.close().toCompletionStage());
    }
}
