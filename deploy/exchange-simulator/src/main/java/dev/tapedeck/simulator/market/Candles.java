package dev.tapedeck.simulator.market;

import java.util.Arrays;

/**
 * The newest 2,000 candles of one price at one interval, oldest first. A candle exists when its interval had a value; it
 * opens at the previous candle's close, and its first real value is kept beside that. Prices in ticks.
 */
public final class Candles {
    static final int MOST = 2000;
    private static final int FIRST_CAPACITY = 64;

    private final Interval interval;
    private long[] startSeconds = new long[FIRST_CAPACITY];
    private long[] open = new long[FIRST_CAPACITY];
    private long[] realOpen = new long[FIRST_CAPACITY];
    private long[] close = new long[FIRST_CAPACITY];
    private long[] realHigh = new long[FIRST_CAPACITY];
    private long[] realLow = new long[FIRST_CAPACITY];
    private long[] contracts = new long[FIRST_CAPACITY];
    private long[] tickVolume = new long[FIRST_CAPACITY];
    private int first;
    private int size;
    /** Slot of the newest. */
    private int last;

    private long endMillis = Long.MIN_VALUE;

    Candles(Interval interval) {
        this.interval = interval;
    }

    Candles copy() {
        Candles copy = new Candles(interval);
        copy.startSeconds = startSeconds.clone();
        copy.open = open.clone();
        copy.realOpen = realOpen.clone();
        copy.close = close.clone();
        copy.realHigh = realHigh.clone();
        copy.realLow = realLow.clone();
        copy.contracts = contracts.clone();
        copy.tickVolume = tickVolume.clone();
        copy.first = first;
        copy.size = size;
        copy.last = last;
        copy.endMillis = endMillis;
        return copy;
    }

    void add(long atMillis, long ticks, long addedContracts) {
        if (atMillis >= endMillis) {
            begin(atMillis / 1000, ticks);
        }
        close[last] = ticks;
        realHigh[last] = Math.max(realHigh[last], ticks);
        realLow[last] = Math.min(realLow[last], ticks);
        contracts[last] += addedContracts;
        tickVolume[last] += ticks * addedContracts;
    }

    private void begin(long atSeconds, long ticks) {
        long previousClose = size == 0 ? ticks : close[slot(size - 1)];
        if (size == MOST) {
            first = (first + 1) % MOST;
        } else {
            size++;
            if (size > startSeconds.length) {
                grow();
            }
        }
        last = slot(size - 1);
        startSeconds[last] = interval.startSeconds(atSeconds);
        endMillis = interval.endSeconds(startSeconds[last]) * 1000;
        open[last] = previousClose;
        realOpen[last] = ticks;
        realHigh[last] = ticks;
        realLow[last] = ticks;
        contracts[last] = 0;
        tickVolume[last] = 0;
    }

    private void grow() {
        int capacity = Math.min(MOST, 2 * startSeconds.length);
        startSeconds = Arrays.copyOf(startSeconds, capacity);
        open = Arrays.copyOf(open, capacity);
        realOpen = Arrays.copyOf(realOpen, capacity);
        close = Arrays.copyOf(close, capacity);
        realHigh = Arrays.copyOf(realHigh, capacity);
        realLow = Arrays.copyOf(realLow, capacity);
        contracts = Arrays.copyOf(contracts, capacity);
        tickVolume = Arrays.copyOf(tickVolume, capacity);
    }

    private int slot(int candle) {
        return (first + candle) % startSeconds.length;
    }

    public int size() {
        return size;
    }

    public long startSeconds(int candle) {
        return startSeconds[slot(candle)];
    }

    public long open(int candle) {
        return open[slot(candle)];
    }

    public long realOpen(int candle) {
        return realOpen[slot(candle)];
    }

    public long close(int candle) {
        return close[slot(candle)];
    }

    /** Highest of the real values and the opening price. */
    public long high(int candle) {
        return Math.max(realHigh(candle), open(candle));
    }

    public long low(int candle) {
        return Math.min(realLow(candle), open(candle));
    }

    public long realHigh(int candle) {
        return realHigh[slot(candle)];
    }

    public long realLow(int candle) {
        return realLow[slot(candle)];
    }

    public long contracts(int candle) {
        return contracts[slot(candle)];
    }

    /** Sum of ticks times contracts. */
    public long tickVolume(int candle) {
        return tickVolume[slot(candle)];
    }
}
