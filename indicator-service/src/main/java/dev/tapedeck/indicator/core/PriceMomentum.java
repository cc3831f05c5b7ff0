package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code price_momentum_<w>}: {@code 100 * (p(t) / p(t - w) - 1)}, in percent, where {@code p(x)} is the price of the last trade at or before
 * {@code x}. Source: rate of change (ROC) with a period in time instead of bars.
 */
final class PriceMomentum implements Indicator {
    private final long windowMillis;
    private final PriceAgo price;

    PriceMomentum(long windowMillis) {
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
        return price.changePercent();
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
