package dev.tapedeck.simulator.core;

/**
 * The modelled depth around a tape's trades; README "The book model" explains it. Best prices follow the last buy and
 * sell prints, level sizes grow with an average of recent print sizes, and depth that accounts took comes back by a
 * quarter each tape second. Never crossed: the best ask is always above the best bid.
 */
public final class ModelBook {
    /** Levels a side; also the most a market order may sweep. */
    public static final int LEVELS = 20;

    private static final int SIZE_FRACTION_BITS = 8;
    private static final int SIZE_AVERAGE_SHIFT = 5;
    private static final int LARGEST_PRINT_OF_AVERAGE = 10;
    private static final int SPREAD_OF_PRICE = 500;
    private static final int STEP_OF_PRICE = 5000;
    private static final int RECOVERY_OF_CONSUMED = 4;

    private long bidTicks;
    private long askTicks;
    private long averageSize;
    private long consumedBids;
    private long consumedAsks;

    ModelBook(long ticks, long contracts) {
        askTicks = ticks + 1;
        bidTicks = ticks;
        averageSize = contracts << SIZE_FRACTION_BITS;
    }

    private ModelBook(ModelBook original) {
        bidTicks = original.bidTicks;
        askTicks = original.askTicks;
        averageSize = original.averageSize;
        consumedBids = original.consumedBids;
        consumedAsks = original.consumedAsks;
    }

    /** Returns a book that stays as this one is now. */
    public ModelBook copy() {
        return new ModelBook(this);
    }

    void onTrade(long ticks, long contracts, boolean buyerTakes) {
        long size = Math.min(contracts << SIZE_FRACTION_BITS, averageSize * LARGEST_PRINT_OF_AVERAGE);
        averageSize = Math.max(1 << SIZE_FRACTION_BITS, averageSize + ((size - averageSize) >> SIZE_AVERAGE_SHIFT));
        long widest = Math.max(1, ticks / SPREAD_OF_PRICE);
        if (buyerTakes) {
            askTicks = ticks;
            bidTicks = Math.clamp(bidTicks, ticks - widest, ticks - 1);
        } else {
            bidTicks = ticks;
            askTicks = Math.clamp(askTicks, ticks + 1, ticks + widest);
        }
    }

    /** Brings back a quarter of what was taken and returns whether there was any. */
    boolean onSecond() {
        if (consumedBids == 0 && consumedAsks == 0) {
            return false;
        }
        consumedBids -= recovered(consumedBids);
        consumedAsks -= recovered(consumedAsks);
        return true;
    }

    private static long recovered(long consumed) {
        return consumed == 0 ? 0 : Math.max(1, consumed / RECOVERY_OF_CONSUMED);
    }

    /** The price of a level, best first; not positive when the level does not exist. */
    public long ticks(boolean asks, int level) {
        long step = Math.max(1, askTicks / STEP_OF_PRICE);
        return asks ? askTicks + level * step : bidTicks - level * step;
    }

    /** Contracts a level would show if nobody had taken from it. */
    public long fullVolume(boolean asks, int level) {
        return ticks(asks, level) <= 0 ? 0 : Math.max(1, (averageSize * (2 + level)) >> (SIZE_FRACTION_BITS + 1));
    }

    /** Returns whether nothing was taken from it and all of its levels exist: then every level of it shows something. */
    public boolean isWhole() {
        return consumedBids == 0 && consumedAsks == 0 && ticks(false, LEVELS - 1) > 0;
    }

    /** Returns whether each level of this book shows what it shows in the other; both must be whole. */
    public boolean showsWhat(ModelBook other) {
        if (bidTicks != other.bidTicks || askTicks != other.askTicks) {
            return false;
        }
        boolean same = true;
        for (int level = 0; level < LEVELS && same && averageSize != other.averageSize; level++) {
            same = fullVolume(true, level) == other.fullVolume(true, level);
        }
        return same;
    }

    /** Writes what each level offers, best first, into {@code volumes} and returns the first level that offers any. */
    int volumes(boolean asks, long[] volumes) {
        long consumed = asks ? consumedAsks : consumedBids;
        int first = LEVELS;
        for (int level = 0; level < LEVELS; level++) {
            long full = fullVolume(asks, level);
            long taken = Math.min(full, consumed);
            consumed -= taken;
            volumes[level] = full - taken;
            if (first == LEVELS && volumes[level] > 0) {
                first = level;
            }
        }
        return first;
    }

    /** The first level that still offers something; {@link #LEVELS} when the side is swept. */
    int firstLevel(boolean asks) {
        long consumed = asks ? consumedAsks : consumedBids;
        int level = 0;
        while (level < LEVELS && consumed >= fullVolume(asks, level)) {
            consumed -= fullVolume(asks, level);
            level++;
        }
        return level;
    }

    /** What the given first level still offers. */
    long firstVolume(boolean asks, int firstLevel) {
        if (firstLevel == LEVELS) {
            return 0;
        }
        long consumed = asks ? consumedAsks : consumedBids;
        for (int level = 0; level < firstLevel; level++) {
            consumed -= fullVolume(asks, level);
        }
        return fullVolume(asks, firstLevel) - consumed;
    }

    void consume(boolean asks, long contracts) {
        if (asks) {
            consumedAsks += contracts;
        } else {
            consumedBids += contracts;
        }
    }

    /** Contracts that stand before a new resting order at that price: none inside the spread. */
    long queueAt(boolean bids, long ticks) {
        long distance = bids ? bidTicks - ticks : ticks - askTicks;
        if (distance < 0) {
            return 0;
        }
        long step = Math.max(1, askTicks / STEP_OF_PRICE);
        return fullVolume(!bids, (int) Math.min(LEVELS - 1, distance / step));
    }
}
