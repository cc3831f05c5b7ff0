package dev.tapedeck.order.out;

import dev.tapedeck.order.core.Orders;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clocks that stand still until the test moves them. */
final class TestClock implements DeskClock {
    private final AtomicLong millis = new AtomicLong();

    void pass(long passedMillis) {
        millis.addAndGet(passedMillis);
    }

    @Override
    public Instant now() {
        return Orders.T0.plusMillis(millis.get());
    }

    @Override
    public long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis.get());
    }

    @Override
    public long venueAheadMillis() {
        return 0;
    }
}
