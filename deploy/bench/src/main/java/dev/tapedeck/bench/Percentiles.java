package dev.tapedeck.bench;

import java.util.Arrays;
import java.util.Collection;

/** Nearest-rank percentiles of durations. */
final class Percentiles {
    private final long[] sortedMicros;

    private Percentiles(long[] sortedMicros) {
        this.sortedMicros = sortedMicros;
    }

    /** Takes durations in microseconds, at least one. */
    static Percentiles of(Collection<Long> micros) {
        if (micros.isEmpty()) {
            throw new IllegalArgumentException("percentiles need at least one duration, had none");
        }
        long[] sorted = micros.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /** Returns the smallest duration that {@code percent} of all do not exceed, in milliseconds. */
    double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sortedMicros.length);
        return sortedMicros[Math.max(1, rank) - 1] / 1000.0;
    }
}
