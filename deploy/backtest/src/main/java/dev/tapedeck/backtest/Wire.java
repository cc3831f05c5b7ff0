package dev.tapedeck.backtest;

import java.util.function.LongSupplier;

/** One way of a connection: each message takes its time, and none overtakes the one before. For one thread. */
final class Wire {
    private final VirtualTime time;
    private final LongSupplier latencyMillis;
    private long lastArrivalMillis;

    /** @param latencyMillis of the next message, at least 0 */
    Wire(VirtualTime time, LongSupplier latencyMillis) {
        this.time = time;
        this.latencyMillis = latencyMillis;
    }

    void send(Runnable message) {
        lastArrivalMillis = Math.max(lastArrivalMillis, time.millis() + latencyMillis.getAsLong());
        time.in(lastArrivalMillis - time.millis(), message);
    }
}
