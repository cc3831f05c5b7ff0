package dev.tapedeck.simulator.core;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Everything the venue was asked and everything it did, oldest first. Keeps the newest {@code limit} entries of each
 * kind and counts what it dropped, so a long run stays bounded and says so.
 */
public final class Ledger {
    private final int limit;
    private final Deque<ReceivedOrder> orders = new ArrayDeque<>();
    private final Deque<Fill> fills = new ArrayDeque<>();
    private final Deque<AccountMovement> movements = new ArrayDeque<>();
    private final Deque<FundingSettlement> fundings = new ArrayDeque<>();
    private long dropped;

    Ledger(int limit) {
        this.limit = limit;
    }

    void add(ReceivedOrder order) {
        append(orders, order);
    }

    void add(Fill fill) {
        append(fills, fill);
    }

    void add(AccountMovement movement) {
        append(movements, movement);
    }

    void add(FundingSettlement funding) {
        append(fundings, funding);
    }

    private <T> void append(Deque<T> entries, T entry) {
        if (entries.size() == limit) {
            entries.removeFirst();
            dropped++;
        }
        entries.addLast(entry);
    }

    public Collection<ReceivedOrder> orders() {
        return orders;
    }

    public Collection<Fill> fills() {
        return fills;
    }

    public Collection<AccountMovement> movements() {
        return movements;
    }

    public Collection<FundingSettlement> fundings() {
        return fundings;
    }

    /** Entries of any kind that no longer fit. */
    public long dropped() {
        return dropped;
    }
}
