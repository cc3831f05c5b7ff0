package dev.tapedeck.order.out;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How many requests of a kind may still leave: at most {@code limit} in any window, of which the last {@code reserved} are kept for what reduces positions. The venue counts all
 * replicas together, so each may send its part of that. After the venue said that it was too many, none leaves for a while. Not thread-safe.
 */
final class RateBudget {
    private final int limit;
    private final int reserved;
    private int part;
    private final long windowNanos;
    private final long backOffNanos;
    private final Deque<Long> sent = new ArrayDeque<>();
    private final Deque<Long> sentByOthers = new ArrayDeque<>();
    private long blockedUntilNanos;
    private boolean blocked;

    /**
     * @param limit at least 1
     * @param reserved 0 to {@code limit - 1}
     */
    RateBudget(int limit, int reserved, long windowMillis, long backOffMillis) {
        if (limit < 1 || reserved < 0 || reserved >= limit) {
            throw new IllegalArgumentException(
                    "limit must be >= 1 and reserved 0 to limit - 1, were " + limit + " and " + reserved);
        }
        this.limit = limit;
        this.reserved = reserved;
        this.part = limit;
        this.windowNanos = TimeUnit.MILLISECONDS.toNanos(windowMillis);
        this.backOffNanos = TimeUnit.MILLISECONDS.toNanos(backOffMillis);
    }

    /** Returns whether a request may leave now. */
    boolean allows(long nowNanos, boolean priority) {
        return left(nowNanos) > (priority ? 0 : Math.min(reserved, part - 1));
    }

    /** This replica owns so many of all cells, and may send that part of the limit, at least one request. What its part grows by counts as sent by others just now. */
    void share(int owned, int all, long nowNanos) {
        int before = part;
        part = owned == 0 ? 0 : Math.max(1, limit * owned / all);
        for (int grown = before; grown < part; grown++) {
            sentByOthers.addLast(nowNanos);
        }
    }

    /** Nobody else has sent anything within the window. */
    void forgetOthers() {
        sentByOthers.clear();
    }

    /** A request that was allowed leaves. */
    void take(long nowNanos) {
        sent.addLast(nowNanos);
    }

    /** The venue said that it was too many. */
    void backOff(long nowNanos) {
        blocked = true;
        blockedUntilNanos = nowNanos + backOffNanos;
    }

    int left(long nowNanos) {
        if (blocked && nowNanos - blockedUntilNanos >= 0) {
            blocked = false;
        }
        forgetOld(sent, nowNanos);
        forgetOld(sentByOthers, nowNanos);
        return blocked ? 0 : Math.max(0, part - sent.size() - sentByOthers.size());
    }

    private void forgetOld(Deque<Long> times, long nowNanos) {
        while (!times.isEmpty() && nowNanos - times.peekFirst() >= windowNanos) {
            times.removeFirst();
        }
    }
}
