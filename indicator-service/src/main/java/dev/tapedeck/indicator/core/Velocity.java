package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code velocity_<w>}: {@code 100 * (p(t) / p(t - w) - 1) / w}, in percent per second, where {@code p(x)} is the price of the last trade at or
 * before {@code x}: the mean speed over the window. Source: finite difference of the relative price.
 */
final class Velocity implements Indicator {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final long windowMillis;
    private final PriceAgo price;

    Velocity(long windowMillis) {
        this.windowMillis = windowMillis;
        price = new PriceAgo(windowMillis);
    }

    @Override
    public void advance(long nowMillis) {
        price.advance(nowMillis);
    }

    @Override
    public void onTrade(TradeTick trade) {
        price.onTrade(trade);
    }

    @Override
    public double value() {
        return price.changePercent() / (windowMillis / MILLIS_PER_SECOND);
    }

    @Override
    public long warmUpMillis() {
        return windowMillis;
    }

    @Override
    public int entries() {
        return price.entries();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        price.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        price.load(in);
    }
}
