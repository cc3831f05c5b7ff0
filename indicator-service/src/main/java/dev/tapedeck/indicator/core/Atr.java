package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code atr_<n>_<barSeconds>}: the average true range, in the price's unit. A bar's true range is {@code max(high, close before) - min(low, close before)}; the
 * first average is the mean of {@code n} of them, then {@code average = (average * (n - 1) + range) / n}. The first bar only gives a close, so the value
 * begins after {@code n + 1} closed bars. Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
final class Atr extends OverBars {
    private final SmoothedAverage ranges;
    private double lastClose = Double.NaN;

    Atr(int periods, long barMillis) {
        super(barMillis);
        ranges = new SmoothedAverage(periods, periods);
    }

    @Override
    void onBar(double high, double low, double close) {
        if (!Double.isNaN(lastClose)) {
            ranges.add(Math.max(high, lastClose) - Math.min(low, lastClose));
        }
        lastClose = close;
    }

    @Override
    void onEmptyBars(long bars, double close) {
        ranges.add(0, bars);
    }

    @Override
    public double value() {
        return ranges.value();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        ranges.save(out);
        out.writeDouble(lastClose);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        ranges.load(in);
        lastClose = in.readDouble();
    }
}
