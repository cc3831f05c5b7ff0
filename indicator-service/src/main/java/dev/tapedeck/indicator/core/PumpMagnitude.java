package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code pump_magnitude_<w>}: {@code 100 * (p(t) / min - 1)}, in percent, at least 0. {@code min} is the lowest price in force within
 * {@code (t - w, t]}: of the trades in the window, and of the last trade before it, whose price still held when the window began. Source:
 * definition; the sliding minimum is the monotonic queue (ascending minima algorithm).
 */
final class PumpMagnitude implements Indicator {
    private final long windowMillis;
    /** Ascending prices; the time of an entry is when its price ceased to be in force. The last one is the price in force. */
    private final TimedRing minima = new TimedRing();

    PumpMagnitude(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    @Override
    public void advance(long nowMillis) {
        while (minima.size() > 1 && minima.time(0) <= nowMillis - windowMillis) {
            minima.removeFirst();
        }
    }

    @Override
    public void onTrade(TradeTick trade) {
        if (!minima.isEmpty()) {
            minima.setLast(trade.atMillis(), minima.lastValue());
        }
        while (!minima.isEmpty() && minima.lastValue() >= trade.price()) {
            minima.removeLast();
        }
        minima.add(Long.MAX_VALUE, trade.price());
    }

    @Override
    public double value() {
        return minima.isEmpty() ? Double.NaN : 100 * (minima.lastValue() / minima.value(0) - 1);
    }

    @Override
    public long warmUpMillis() {
        return windowMillis;
    }

    @Override
    public int entries() {
        return minima.size();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        minima.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        minima.load(in);
    }
}
