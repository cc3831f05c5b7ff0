package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Bollinger bands over the closes of the last {@code n} bars: {@code sma_<n>_<barSeconds>}, their mean, is the middle band;
 * {@code bollinger_upper_<n>_<barSeconds>} and {@code bollinger_lower_<n>_<barSeconds>} lie two population standard deviations above and below it, all in the
 * price's unit. {@code bollinger_width_<n>_<barSeconds>} is {@code 100 * (upper - lower) / middle}, in percent, and {@code bollinger_percent_b_<n>_<barSeconds>} is
 * {@code (close - lower) / (upper - lower)}: 0 at the lower band, 1 at the upper, without value while all closes are equal. Values begin after {@code n} closed
 * bars. Source: J. Bollinger, "Bollinger on Bollinger Bands", 2001.
 */
final class Bollinger extends OverBars {
    private static final double DEVIATIONS = 2;

    /** Which of the values it gives. */
    enum Line {
        MIDDLE,
        UPPER,
        LOWER,
        WIDTH,
        PERCENT_B
    }

    private final Line line;
    private final SlidingMoments closes;
    private double lastClose;

    Bollinger(Line line, int periods, long barMillis) {
        super(barMillis);
        this.line = line;
        closes = new SlidingMoments(periods);
    }

    @Override
    void onBar(double high, double low, double close) {
        closes.add(close);
        lastClose = close;
    }

    @Override
    void onEmptyBars(long bars, double close) {
        long shown = Math.min(bars, closes.size());
        for (long i = 0; i < shown; i++) {
            closes.add(close);
        }
    }

    @Override
    public double value() {
        double middle = closes.mean();
        double reach = DEVIATIONS * Math.sqrt(closes.squares() / closes.size());
        return switch (line) {
            case MIDDLE -> middle;
            case UPPER -> middle + reach;
            case LOWER -> middle - reach;
            case WIDTH -> 100 * 2 * reach / middle;
            case PERCENT_B -> (lastClose - middle + reach) / (2 * reach);
        };
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        closes.save(out);
        out.writeDouble(lastClose);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        closes.load(in);
        lastClose = in.readDouble();
    }
}
