package dev.tapedeck.backtest;

import dev.tapedeck.simulator.core.DepthSide;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.market.PublishedBook;
import java.util.Arrays;

/**
 * The book of a market as the public has seen it, with the versions of {@link PublishedBook} and without the updates that only a socket needs: a book changes with nearly every print,
 * and a backtest asks only whether it did and what is best.
 */
final class SeenBook {
    private final Market market;
    private final Side asks = new Side(true);
    private final Side bids = new Side(false);
    private long version = PublishedBook.FIRST_VERSION;
    private long atMillis;

    SeenBook(Market market) {
        this.market = market;
    }

    /** One side, best first: price in ticks, contracts and number of orders of each level. */
    private final class Side {
        private final boolean isAsks;
        private final DepthSide now = new DepthSide();
        private long[] seen = new long[0];
        private int length;

        Side(boolean isAsks) {
            this.isAsks = isAsks;
        }

        /** Returns whether it differs from what was seen, which is then what is now. */
        boolean look() {
            market.depth(isAsks, now);
            int wanted = 3 * now.size();
            boolean changed = wanted != length;
            if (seen.length < wanted) {
                seen = Arrays.copyOf(seen, 2 * wanted);
            }
            for (int level = 0; level < now.size(); level++) {
                changed |= put(3 * level, now.ticks(level));
                changed |= put(3 * level + 1, now.volume(level));
                changed |= put(3 * level + 2, now.orderCount(level));
            }
            length = wanted;
            return changed;
        }

        private boolean put(int place, long value) {
            boolean differs = seen[place] != value;
            seen[place] = value;
            return differs;
        }
    }

    /** Looks at the market and returns whether its book differs from what was seen. */
    boolean look(long nowMillis) {
        boolean asksChanged = asks.look();
        boolean changed = bids.look() || asksChanged;
        if (changed) {
            version++;
            atMillis = nowMillis;
        }
        return changed;
    }

    boolean isTwoSided() {
        return bids.length > 0 && asks.length > 0;
    }

    long bestTicks(boolean ofAsks) {
        return (ofAsks ? asks : bids).seen[0];
    }

    long bestContracts(boolean ofAsks) {
        return (ofAsks ? asks : bids).seen[1];
    }

    long version() {
        return version;
    }

    /** Returns when it last changed. */
    long atMillis() {
        return atMillis;
    }
}
