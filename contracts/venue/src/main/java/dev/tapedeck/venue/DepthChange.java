package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;

/**
 * The changes of a book from version {@code begin} to {@code end}, both included, merged: quantities are what rests at {@code end}. Levels come in
 * no order.
 */
public record DepthChange(Symbol symbol, List<Level> bids, List<Level> asks, long begin, long end, Instant at) {
    public DepthChange {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
        if (begin > end) {
            throw new IllegalArgumentException(
                    "begin must be <= end, was " + begin + " > " + end + " (symbol=" + symbol + ")");
        }
    }
}
