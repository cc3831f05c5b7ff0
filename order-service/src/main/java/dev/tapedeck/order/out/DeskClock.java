package dev.tapedeck.order.out;

import java.time.Instant;

/** The clocks that the desk looks at. Safe for use by many threads. */
public interface DeskClock {
    /** Our own wall clock. */
    Instant now();

    /** Counts steadily, also while a process is paused; only differences mean something. */
    long nanos();

    /** How far the venue's clock was ahead of ours when it was last read, negative when behind. */
    long venueAheadMillis();
}
