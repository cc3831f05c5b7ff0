package dev.tapedeck.simulator.access;

import java.util.HashMap;
import java.util.Map;

/** Counts calls per endpoint and caller in a sliding window of wall time. Not thread-safe. */
public final class RateLimiter {
    private final boolean enabled;
    private final Map<String, Window> windows = new HashMap<>();

    public RateLimiter(boolean enabled) {
        this.enabled = enabled;
    }

    /**
     * Takes one call from the caller's bucket of that endpoint; false when it is empty.
     *
     * @param nowMillis any wall clock that does not go back
     */
    public boolean tryAcquire(String caller, String endpoint, Limit limit, long nowMillis) {
        return !enabled
                || windows.computeIfAbsent(caller + ' ' + endpoint, key -> new Window(limit))
                        .tryAcquire(nowMillis);
    }

    /** So many calls in so many milliseconds. */
    public record Limit(int calls, long windowMillis) {}

    private static final class Window {
        private final long[] acceptedAtMillis;
        private final long windowMillis;
        private int oldest;
        private int accepted;

        Window(Limit limit) {
            acceptedAtMillis = new long[limit.calls()];
            windowMillis = limit.windowMillis();
        }

        boolean tryAcquire(long nowMillis) {
            boolean isFull = accepted == acceptedAtMillis.length;
            if (isFull && nowMillis - acceptedAtMillis[oldest] < windowMillis) {
                return false;
            }
            acceptedAtMillis[oldest] = nowMillis;
            oldest = (oldest + 1) % acceptedAtMillis.length;
            accepted = isFull ? accepted : accepted + 1;
            return true;
        }
    }
}
