package dev.tapedeck.kit.stream;

/**
 * A claim that lapses by itself. It counts from the moment at which the question was asked that confirmed it, on the clock that goes on while a process is paused, so whoever
 * wakes up late finds it lapsed. Safe for use by many threads.
 */
final class Lease {
    private final long lengthNanos;
    private volatile long confirmedNanos;
    private volatile boolean confirmed;

    Lease(long lengthNanos) {
        this.lengthNanos = lengthNanos;
    }

    /** The claim was confirmed by an answer to a question that was asked at this time. */
    void renew(long askedNanos) {
        if (!confirmed || askedNanos - confirmedNanos > 0) {
            confirmedNanos = askedNanos;
            confirmed = true;
        }
    }

    boolean isValid(long nowNanos) {
        return confirmed && nowNanos - confirmedNanos < lengthNanos;
    }
}
