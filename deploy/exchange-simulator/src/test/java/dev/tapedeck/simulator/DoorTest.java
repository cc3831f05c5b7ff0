package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {
    private static final long FOREVER_MILLIS = 600_000;

    private final Vertx vertx = Vertx.vertx();
    private final Door door =
            new Door(vertx, "127.0.0.1", 0, request -> request.response().end());
    private int port;

    @BeforeEach
    void open() throws Exception {
        port = door.open().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private <T> T onLoop(Supplier<T> action) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        vertx.runOnContext(ignored -> done.complete(action.get()));
        return done.get(10, TimeUnit.SECONDS);
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Looks once at a time: what is seen may be over at the next look. */
    private void awaitOpen(boolean expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (isOpen() != expected) {
            assertTrue(System.nanoTime() < deadline, () -> "within 10 s open must be " + expected);
            Thread.onSpinWait();
        }
    }

    @Test
    void opensAgainOnTheSamePort() throws Exception {
        assertTrue(onLoop(() -> door.shut(300)));
        awaitOpen(false);

        awaitOpen(true);
    }

    @Test
    void shuttingAShutDoorChangesNothing() throws Exception {
        onLoop(() -> door.shut(FOREVER_MILLIS));

        assertFalse(onLoop(() -> door.shut(1)));

        awaitOpen(false);
    }

    @Test
    void isReallyShutTheSecondTimeToo() throws Exception {
        onLoop(() -> door.shut(1));
        onLoop(() -> door.shut(1));
        awaitOpen(true);
        while (!onLoop(() -> door.shut(FOREVER_MILLIS))) {
            Thread.onSpinWait();
        }

        awaitOpen(false);
    }
}
