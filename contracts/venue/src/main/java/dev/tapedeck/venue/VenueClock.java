package dev.tapedeck.venue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Our clock, moved by as much as the venue's was ahead when it was last read, not moved before. Signed requests carry its time. Safe for use by many threads. */
public final class VenueClock implements InstantSource {
    private final InstantSource ours;
    private final AtomicLong aheadMillis = new AtomicLong();

    public VenueClock(InstantSource ours) {
        this.ours = ours;
    }

    @Override
    public Instant instant() {
        return ours.instant().plusMillis(aheadMillis.get());
    }

    /** Returns how far the venue's clock was ahead of ours when it was last read, negative when behind. */
    public long aheadMillis() {
        return aheadMillis.get();
    }

    /** The venue was asked at one time of ours, answered at another, and its clock showed this between them. */
    public void read(Instant venueTime, Instant askedAt, Instant answeredAt) {
        long middleMillis = Math.floorDiv(askedAt.toEpochMilli() + answeredAt.toEpochMilli(), 2L);
        aheadMillis.set(venueTime.toEpochMilli() - middleMillis);
    }
}
