package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code ema_<n>_<barSeconds>}: the exponential moving average of the closes with the weight {@code 2 / (n + 1)}, in the price's unit. Begins after {@code n}
 * closed bars as the mean of their closes. Source: J. J. Murphy, "Technical Analysis of the Financial Markets", 1999.
 */
final class Ema extends OverBars {
    private final SmoothedAverage closes;

    Ema(int periods, long barMillis) {
        super(barMillis);
        closes = new SmoothedAverage(periods, (periods + 1) / 2.0);
    }

    @Override
    void onBar(double high, double low, double close) {
        closes.add(close);
    }

    @Override
    void onEmptyBars(long bars, double close) {
        closes.add(close, bars);
    }

    @Override
    public double value() {
        return closes.value();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        closes.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        closes.load(in);
    }
}
