package dev.tapedeck.order.out;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Our clock, moved by as much as the venue's was ahead when it was last read. Signed requests carry its time. Safe for use by many threads. */
public final class VenueClock implements InstantSource, DeskClock {
    private final InstantSource ours;
    private final AtomicLong skewMillis = new AtomicLong();

    public VenueClock(InstantSource ours) {
        this.ours = ours;
    }

    @Override
    public Instant instant() {
        return ours.instant().plusMillis(skewMillis.get());
    }

    /** The venue's clock showed this when its answer came. */
    void read(Instant venueTime) {
        skewMillis.set(venueTime.toEpochMilli() - ours.millis());
    }

    @Override
    public Instant now() {
        return ours.instant();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long venueAheadMillis() {
        return skewMillis.get();
    }
}
