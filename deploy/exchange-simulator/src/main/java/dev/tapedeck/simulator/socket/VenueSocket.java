package dev.tapedeck.simulator.socket;

import dev.tapedeck.simulator.fault.FaultBoard;
import dev.tapedeck.simulator.fault.PersonalFrames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client connection: what it subscribed to, whose account it sees and when it last pinged. */
final class VenueSocket {
    private static final String POLICY_TEXT = "more than 60 seconds no response, close the channel";
    private static final short POLICY_VIOLATION = 1008;
    private static final short GOING_AWAY = 1001;
    private static final int QUEUE_BYTES = 1 << 20;

    private final ServerWebSocket socket;
    private final PersonalFrames personalFrames;
    private final Set<String> topics = new HashSet<>();
    private @Nullable String account;
    private boolean personal;
    private @Nullable Map<String, Set<String>> filters;
    private long lastPingNanos;
    private long cloggedSinceNanos;
    private Future<Void> lastWrite = Future.succeededFuture();

    VenueSocket(ServerWebSocket socket, Vertx vertx, FaultBoard faults, long nowNanos) {
        this.socket = socket;
        this.personalFrames = new PersonalFrames(vertx, faults, this::send);
        this.lastPingNanos = nowNanos;
        socket.setWriteQueueMaxSize(QUEUE_BYTES);
    }

    void send(String text) {
        if (!socket.isClosed()) {
            lastWrite = socket.writeTextMessage(text);
        }
    }

    /** Sends a push of the account, unless a fault does something else with it. */
    void sendPersonal(String text) {
        personalFrames.push(text);
    }

    void drop() {
        close(GOING_AWAY, "dropped");
    }

    /** Completes when everything sent so far has been handed to the connection. */
    Future<Void> lastWrite() {
        return lastWrite;
    }

    /** Whether the client reads slower than we write. */
    boolean isClogged(long nowNanos) {
        boolean clogged = !socket.isClosed() && socket.writeQueueFull();
        if (!clogged) {
            cloggedSinceNanos = 0;
        } else if (cloggedSinceNanos == 0) {
            cloggedSinceNanos = nowNanos;
        }
        return clogged;
    }

    /** How long the client has been too slow; 0 when it is not. */
    long cloggedNanos(long nowNanos) {
        return cloggedSinceNanos == 0 ? 0 : nowNanos - cloggedSinceNanos;
    }

    void pinged(long nowNanos) {
        lastPingNanos = nowNanos;
    }

    long silentNanos(long nowNanos) {
        return nowNanos - lastPingNanos;
    }

    void closeForSilence(long wallMillis) {
        send(Frames.reply("rs.error", POLICY_TEXT, wallMillis));
        close(POLICY_VIOLATION, POLICY_TEXT);
    }

    void closeForSlowness() {
        close(POLICY_VIOLATION, "reads too slowly");
    }

    private void close(short code, String reason) {
        if (!socket.isClosed()) {
            socket.close(code, reason);
        }
    }

    Set<String> topics() {
        return topics;
    }

    void login(String accountName, boolean pushPersonal) {
        account = accountName;
        personal = pushPersonal;
    }

    @Nullable
    String account() {
        return account;
    }

    /** Replaces the personal filter; null or empty lets everything through. */
    void filter(@Nullable Map<String, Set<String>> newFilters) {
        personal = true;
        filters = newFilters == null || newFilters.isEmpty() ? null : newFilters;
    }

    boolean wants(String accountName, String personalChannel, String symbol) {
        if (!personal || !accountName.equals(account)) {
            return false;
        }
        if (filters == null) {
            return true;
        }
        Set<String> symbols = filters.get(personalChannel);
        return symbols != null && (symbols.isEmpty() || symbol.isEmpty() || symbols.contains(symbol));
    }
}
