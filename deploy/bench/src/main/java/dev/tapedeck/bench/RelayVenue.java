package dev.tapedeck.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tapedeck.local.StackFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The end of the relay, as the venue is the end of an order's way: takes requests and notes how long each was under way. The body of a request says when its record began, in epoch milliseconds. */
final class RelayVenue implements AutoCloseable {
    private static final String PATH = "/order";
    private static final int OK = 200;
    private static final int NO_BODY = -1;
    private static final int LOOK_AGAIN_MILLIS = 20;

    private final List<Long> latencies = new CopyOnWriteArrayList<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final HttpServer server;

    /** Listens on a free port. */
    RelayVenue() {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException("the end of the relay could not listen", failed);
        }
        server.setExecutor(worker);
        server.createContext(PATH, this::take);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    private void take(HttpExchange request) throws IOException {
        try (request) {
            String began = new String(request.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            latencies.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - Long.parseLong(began) * 1_000);
            request.sendResponseHeaders(OK, NO_BODY);
        }
    }

    /**
     * Returns the latencies in the order of arrival, in microseconds.
     *
     * @throws StackFailure when fewer than {@code requests} came in time
     */
    List<Long> awaitLatencies(int requests, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (latencies.size() < requests) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("the end of the relay must get " + requests + " requests, got "
                        + latencies.size() + " within " + limit.toSeconds() + " s");
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return List.copyOf(latencies);
    }

    @Override
    public void close() {
        server.stop(0);
        worker.shutdownNow();
    }
}
