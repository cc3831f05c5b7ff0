package dev.tapedeck.venue.mexc;

import java.util.random.RandomGenerator;

/** How long to wait before the next try: doubles with each, up to a limit, and each wait is drawn from its upper half, so that many clients do not come at once. */
final class Backoff {
    private static final long FIRST_MILLIS = 250;
    private static final long MAX_MILLIS = 5_000;

    private final RandomGenerator random;
    private long ceilingMillis = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    long nextMillis() {
        long wait = ceilingMillis / 2 + random.nextLong(ceilingMillis / 2 + 1);
        ceilingMillis = Math.min(ceilingMillis * 2, MAX_MILLIS);
        return wait;
    }

    void reset() {
        ceilingMillis = FIRST_MILLIS;
    }
}
