package dev.tapedeck.order.out;

import java.util.List;

/**
 * Divides the venue's rate limits among the replicas that share them: each sends the part that it owns of the cells, so together they keep the limits without a word to each
 * other. Owned by the desk's event loop.
 */
final class RateShare {
    private final List<RateBudget> budgets;
    private final int cells;
    private final long settlingNanos;
    private final long startedNanos;
    private int owned;
    private long firstOwnedNanos;

    /**
     * @param settlingNanos for which the venue remembers a creation
     * @param startedNanos when this process started: its predecessor sends nothing since
     */
    RateShare(List<RateBudget> budgets, int cells, long settlingNanos, long startedNanos) {
        this.budgets = List.copyOf(budgets);
        this.cells = cells;
        this.settlingNanos = settlingNanos;
        this.startedNanos = startedNanos;
    }

    /**
     * Notes how many cells this replica owns now. What comes with the first cells was a dead predecessor's, which is silent since before this process started; what comes later
     * may be a living replica's, which may have sent up to now.
     */
    void owns(int cellsNow, long nowNanos) {
        if (owned == 0) {
            firstOwnedNanos = nowNanos;
        }
        owned = cellsNow;
        boolean first = nowNanos - firstOwnedNanos < settlingNanos;
        boolean othersSent = nowNanos - startedNanos < settlingNanos || !first;
        budgets.forEach(budget -> budget.share(owned, cells, othersSent, nowNanos));
    }
}
