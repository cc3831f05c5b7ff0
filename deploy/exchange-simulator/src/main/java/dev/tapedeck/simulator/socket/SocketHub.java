package dev.tapedeck.simulator.socket;

import dev.tapedeck.simulator.fault.FaultBoard;
import dev.tapedeck.simulator.fault.FaultKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** All open connections and who subscribed to what. */
public final class SocketHub {
    private static final long SILENCE_NANOS = 60_000_000_000L;
    private static final long SLOWNESS_NANOS = 10_000_000_000L;

    private final FaultBoard faults;
    private final Set<VenueSocket> sockets = new LinkedHashSet<>();
    private final Map<String, Set<VenueSocket>> subscribers = new HashMap<>();

    public SocketHub(FaultBoard faults) {
        this.faults = faults;
    }

    /**
     * Closes connections.
     *
     * @param target {@code private} for those logged in to an account, {@code public} for the others, or {@code all}
     * @return how many
     */
    public int drop(String target) {
        List<VenueSocket> dropped = sockets.stream()
                .filter(socket -> target.equals("all") || target.equals("private") == (socket.account() != null))
                .toList();
        dropped.forEach(VenueSocket::drop);
        return dropped.size();
    }

    void add(VenueSocket socket) {
        sockets.add(socket);
    }

    void remove(VenueSocket socket) {
        sockets.remove(socket);
        List.copyOf(socket.topics()).forEach(topic -> unsubscribe(socket, topic));
    }

    void subscribe(VenueSocket socket, String topic) {
        socket.topics().add(topic);
        subscribers.computeIfAbsent(topic, key -> new LinkedHashSet<>()).add(socket);
    }

    void unsubscribe(VenueSocket socket, String topic) {
        socket.topics().remove(topic);
        Set<VenueSocket> of = subscribers.get(topic);
        if (of != null) {
            of.remove(socket);
            if (of.isEmpty()) {
                subscribers.remove(topic);
            }
        }
    }

    boolean hasSubscribers(String topic) {
        return subscribers.containsKey(topic);
    }

    /** Sends a frame, made only if anybody listens, to the topic's subscribers. */
    void publish(String topic, Supplier<String> frame) {
        Set<VenueSocket> to = subscribers.get(topic);
        if (to != null && !isFrozen()) {
            String text = frame.get();
            new ArrayList<>(to).forEach(socket -> socket.send(text));
        }
    }

    /** Whether what is public must not go out now; counts that it would have. */
    boolean isFrozen() {
        return faults.strike(FaultKind.FROZEN_MARKET).isPresent();
    }

    /** Sends a personal frame, made only if anybody listens, to the account's sockets that want it. */
    void publishPersonal(String account, String personalChannel, String symbol, Supplier<String> frame) {
        String text = "";
        for (VenueSocket socket : sockets) {
            if (socket.wants(account, personalChannel, symbol)) {
                text = text.isEmpty() ? frame.get() : text;
                socket.sendPersonal(text);
            }
        }
    }

    public int count() {
        return sockets.size();
    }

    /** Whether some client reads slower than we write, so the tape should wait. */
    public boolean isClogged(long nowNanos) {
        boolean clogged = false;
        for (VenueSocket socket : sockets) {
            clogged |= socket.isClogged(nowNanos);
        }
        return clogged;
    }

    /** Completes when every frame sent so far has been handed to its connection, or the connection is gone. */
    public Future<Void> flushed() {
        List<Future<Void>> writes = sockets.stream().map(VenueSocket::lastWrite).toList();
        return writes.isEmpty()
                ? Future.succeededFuture()
                : Future.join(writes).otherwiseEmpty().mapEmpty();
    }

    /** Closes connections that have not pinged for a minute or have not kept up for ten seconds. */
    public void sweep(long nowNanos, long wallMillis) {
        for (VenueSocket socket : new ArrayList<>(sockets)) {
            if (socket.silentNanos(nowNanos) >= SILENCE_NANOS) {
                socket.closeForSilence(wallMillis);
            } else if (socket.cloggedNanos(nowNanos) >= SLOWNESS_NANOS) {
                socket.closeForSlowness();
            }
        }
    }
}
