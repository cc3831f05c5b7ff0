package dev.tapedeck.backtest;

import dev.tapedeck.simulator.core.DepthSide;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.core.ModelBook;
import dev.tapedeck.simulator.market.PublishedBook;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The book of a market as the public has seen it, with the versions of {@link PublishedBook} and without the updates that only a socket needs: a book changes with nearly every print,
 * and a backtest asks only whether it did and what is best. While nobody rests an order or took from the model, its levels follow from a few numbers, and only those are compared.
 */
final class SeenBook {
    private final Market market;
    private final Side asks = new Side(true);
    private final Side bids = new Side(false);
    /** What was seen, when that was a whole model and nothing beside it; otherwise the sides have it. */
    private @Nullable ModelBook model;

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
            boolean changed = resize(now.size());
            for (int level = 0; level < now.size(); level++) {
                changed |= put(level, now.ticks(level), now.volume(level), now.orderCount(level));
            }
            return changed;
        }

        void see(ModelBook whole) {
            resize(ModelBook.LEVELS);
            for (int level = 0; level < ModelBook.LEVELS; level++) {
                put(level, whole.ticks(isAsks, level), whole.fullVolume(isAsks, level), 1);
            }
        }

        private boolean resize(int levels) {
            int before = length;
            length = 3 * levels;
            if (seen.length < length) {
                seen = Arrays.copyOf(seen, 2 * length);
            }
            return length != before;
        }

        private boolean put(int level, long ticks, long contracts, long orders) {
            boolean changed = put(3 * level, ticks);
            changed |= put(3 * level + 1, contracts);
            changed |= put(3 * level + 2, orders);
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
        boolean changed = hasChanged();
        if (changed) {
            version++;
            atMillis = nowMillis;
        }
        return changed;
    }

    private boolean hasChanged() {
        boolean isModel = !market.hasResting() && market.book().isWhole();
        boolean changed;
        if (model != null && isModel) {
            changed = !model.showsWhat(market.book());
        } else {
            changed = haveSidesChanged();
        }
        if (!isModel) {
            model = null;
        } else if (changed || model == null) {
            model = market.book().copy();
        }
        return changed;
    }

    private boolean haveSidesChanged() {
        if (model != null) {
            asks.see(model);
            bids.see(model);
        }
        boolean asksChanged = asks.look();
        return bids.look() || asksChanged;
    }

    boolean isTwoSided() {
        return model != null || (bids.length > 0 && asks.length > 0);
    }

    long bestTicks(boolean ofAsks) {
        return model != null ? model.ticks(ofAsks, 0) : side(ofAsks).seen[0];
    }

    long bestContracts(boolean ofAsks) {
        return model != null ? model.fullVolume(ofAsks, 0) : side(ofAsks).seen[1];
    }

    private Side side(boolean ofAsks) {
        return ofAsks ? asks : bids;
    }

    long version() {
        return version;
    }

    /** Returns when it last changed. */
    long atMillis() {
        return atMillis;
    }
}
