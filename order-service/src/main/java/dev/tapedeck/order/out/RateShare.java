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
    private int owned;
    private long firstOwnedNanos;

    /** @param settlingNanos for which the venue remembers a creation; what is assigned within it after the first cell came with that */
    RateShare(List<RateBudget> budgets, int cells, long settlingNanos) {
        this.budgets = List.copyOf(budgets);
        this.cells = cells;
        this.settlingNanos = settlingNanos;
    }

    /**
     * Notes how many cells this replica owns now. Whoever owned a cell before may have sent up to now, except when this replica got all of them at once: then nobody lives beside
     * it, and a predecessor was silent for as long as it took to start.
     */
    void owns(int cellsNow, long nowNanos) {
        if (owned == 0) {
            firstOwnedNanos = nowNanos;
            budgets.forEach(budget -> budget.share(0, cells, nowNanos));
        }
        owned = cellsNow;
        budgets.forEach(budget -> budget.share(owned, cells, nowNanos));
        if (owned == cells && nowNanos - firstOwnedNanos < settlingNanos) {
            budgets.forEach(RateBudget::forgetOthers);
        }
    }
}
