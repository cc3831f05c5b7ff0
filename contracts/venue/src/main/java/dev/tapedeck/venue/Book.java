package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;

/**
 * The resting orders of a symbol at one version, or the top of them.
 *
 * @param bids best (highest) first
 * @param asks best (lowest) first
 * @param version counts the changes of the book
 */
public record Book(Symbol symbol, List<Level> bids, List<Level> asks, long version, Instant at) {
    public Book {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** Returns whether both sides have an order and the best bid is not below the best ask, which no venue's book can be. */
    public boolean isCrossed() {
        return !bids.isEmpty()
                && !asks.isEmpty()
                && bids.getFirst().price().compareTo(asks.getFirst().price()) >= 0;
    }
}
