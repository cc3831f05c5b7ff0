package dev.tapedeck.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The end of the relay, as the venue is the end of an order's way: takes requests and notes how long each was under way. The body of a request says when its record began, in epoch milliseconds. */
final class RelayVenue implements AutoCloseable {
    private static final String PATH = "/order";
    private static final int OK = 200;
    private static final int NO_BODY = -1;

    private final Queue<Long> latencies = new ConcurrentLinkedQueue<>();
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
            latencies.add(RelayHop.microsSince(Long.parseLong(began)));
            request.sendResponseHeaders(OK, NO_BODY);
        }
    }

    /** Returns the latencies of the requests so far in the order of arrival, in microseconds. */
    List<Long> latencies() {
        return List.copyOf(latencies);
    }

    @Override
    public void close() {
        server.stop(0);
        worker.shutdownNow();
    }
}
