package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * {@code max_drawdown_<w>}: the deepest fall from a price to a later one, {@code 100 * (1 - p(later) / p(earlier))}, in percent, at least 0, among the prices in
 * force within {@code (t - w, t]}: of the trades in the window, and of the last trade before it, whose price still held when the window began. Source:
 * definition (Magdon-Ismail and Atiya, "Maximum Drawdown", Risk, 2004); the sliding window is a queue of two stacks, so that a price is folded twice.
 */
final class MaxDrawdown implements Indicator {
    private final long windowMillis;
    /** The time of an entry is when its price ceased to be in force. The last one is the price in force. */
    private final TimedRing prices = new TimedRing();

    /** How many of the prices, from the oldest on, are the old part; the others are the new part. */
    private int old;
    /** What holds for the newest {@code i + 1} prices of the old part: their highest, and the lowest ratio of a later price to an earlier one. */
    private double[] oldHigh = {};

    private double[] oldRatio = {};
    private double newHigh;
    private double newLow;
    private double newRatio;

    MaxDrawdown(long windowMillis) {
        this.windowMillis = windowMillis;
        clearNew();
    }

    @Override
    public void advance(long nowMillis) {
        while (prices.size() > 1 && prices.time(0) <= nowMillis - windowMillis) {
            if (old == 0) {
                old = prices.size();
                foldOld();
                clearNew();
            }
            prices.removeFirst();
            old--;
        }
    }

    private void foldOld() {
        if (oldHigh.length < old) {
            oldHigh = Arrays.copyOf(oldHigh, old);
            oldRatio = Arrays.copyOf(oldRatio, old);
        }
        double high = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        double ratio = 1;
        for (int i = 0; i < old; i++) {
            double price = prices.value(old - 1 - i);
            high = Math.max(high, price);
            low = Math.min(low, price);
            ratio = Math.min(ratio, low / price);
            oldHigh[i] = high;
            oldRatio[i] = ratio;
        }
    }

    private void clearNew() {
        newHigh = Double.NEGATIVE_INFINITY;
        newLow = Double.POSITIVE_INFINITY;
        newRatio = 1;
    }

    @Override
    public void onTrade(TradeTick trade) {
        double price = trade.price();
        if (!prices.isEmpty()) {
            if (prices.lastValue() == price) {
                return;
            }
            prices.setLast(trade.atMillis(), prices.lastValue());
        }
        prices.add(Long.MAX_VALUE, price);
        newHigh = Math.max(newHigh, price);
        newLow = Math.min(newLow, price);
        newRatio = Math.min(newRatio, price / newHigh);
    }

    @Override
    public double value() {
        return 100 * (1 - (old == 0 ? newRatio : Math.min(newRatio, joined())));
    }

    private double joined() {
        return Math.min(oldRatio[old - 1], newLow / oldHigh[old - 1]);
    }

    @Override
    public long warmUpMillis() {
        return windowMillis;
    }

    @Override
    public int entries() {
        return prices.size();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        prices.save(out);
        out.writeInt(old);
        out.writeDouble(newHigh);
        out.writeDouble(newLow);
        out.writeDouble(newRatio);
    }

    @Override
    public void load(DataInput in) throws IOException {
        prices.load(in);
        old = in.readInt();
        newHigh = in.readDouble();
        newLow = in.readDouble();
        newRatio = in.readDouble();
        foldOld();
    }
}
