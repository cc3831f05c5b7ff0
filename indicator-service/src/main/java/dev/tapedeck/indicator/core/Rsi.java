package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code rsi_<n>_<barSeconds>}: the relative strength index, {@code 100 * gain / (gain + loss)}, and 50 when both are 0. The first average gain and loss
 * are means of {@code n} changes from close to close, then {@code average = (average * (n - 1) + change) / n}. The value begins after {@code n + 1} closed
 * bars. Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
final class Rsi extends OverBars {
    private final SmoothedAverage gains;
    private final SmoothedAverage losses;
    private double lastClose = Double.NaN;

    Rsi(int periods, long barMillis) {
        super(barMillis);
        gains = new SmoothedAverage(periods, periods);
        losses = new SmoothedAverage(periods, periods);
    }

    @Override
    void onBar(double high, double low, double close) {
        if (!Double.isNaN(lastClose)) {
            double change = close - lastClose;
            gains.add(Math.max(change, 0));
            losses.add(Math.max(-change, 0));
        }
        lastClose = close;
    }

    @Override
    void onEmptyBars(long bars, double close) {
        gains.add(0, bars);
        losses.add(0, bars);
    }

    @Override
    public double value() {
        double both = gains.value() + losses.value();
        return both == 0 ? 50 : 100 * gains.value() / both;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        gains.save(out);
        losses.save(out);
        out.writeDouble(lastClose);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        gains.load(in);
        losses.load(in);
        lastClose = in.readDouble();
    }
}
