package dev.tapedeck.simulator.core;

import java.util.Arrays;

/** One side of a book, best first: a reusable buffer, filled by {@link Market#depth}. */
public final class DepthSide {
    private long[] ticks = new long[2 * ModelBook.LEVELS];
    private long[] volumes = new long[2 * ModelBook.LEVELS];
    private int[] orderCounts = new int[2 * ModelBook.LEVELS];
    private int size;

    public int size() {
        return size;
    }

    public long ticks(int level) {
        return ticks[level];
    }

    /** Contracts. */
    public long volume(int level) {
        return volumes[level];
    }

    public int orderCount(int level) {
        return orderCounts[level];
    }

    void clear() {
        size = 0;
    }

    /** Appends a level, or joins it with the last one when the price is the same. */
    void add(long levelTicks, long volume) {
        if (size > 0 && ticks[size - 1] == levelTicks) {
            volumes[size - 1] += volume;
            orderCounts[size - 1]++;
            return;
        }
        if (size == ticks.length) {
            ticks = Arrays.copyOf(ticks, 2 * size);
            volumes = Arrays.copyOf(volumes, 2 * size);
            orderCounts = Arrays.copyOf(orderCounts, 2 * size);
        }
        ticks[size] = levelTicks;
        volumes[size] = volume;
        orderCounts[size] = 1;
        size++;
    }
}
