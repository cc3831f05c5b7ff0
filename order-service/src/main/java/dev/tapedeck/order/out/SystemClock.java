package dev.tapedeck.order.out;

import dev.tapedeck.venue.VenueClock;
import java.time.Instant;

/** The clocks of this machine, and how far the venue's is ahead of them. */
public record SystemClock(VenueClock venueClock) implements DeskClock {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long venueAheadMillis() {
        return venueClock.aheadMillis();
    }
}
