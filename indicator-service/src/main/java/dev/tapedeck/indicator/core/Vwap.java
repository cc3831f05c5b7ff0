package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code vwap_<w>}: the volume-weighted average price of the trades within {@code (t - w, t]}, the sum of price times quantity divided by the sum of
 * quantity, in the price's unit. No value while nothing was traded in the window. Source: Berkowitz, Logue and Noser, Journal of Finance 43, 1988.
 */
final class Vwap implements Indicator {
    private final long windowMillis;
    private final WindowSum quoteVolume;
    private final WindowSum quantity;

    Vwap(long windowMillis) {
        this.windowMillis = windowMillis;
        quoteVolume = new WindowSum(windowMillis);
        quantity = new WindowSum(windowMillis);
    }

    @Override
    public void advance(long nowMillis) {
        quoteVolume.advance(nowMillis);
        quantity.advance(nowMillis);
    }

    @Override
    public void onTrade(TradeTick trade) {
        quoteVolume.add(trade.atMillis(), trade.quoteVolume());
        quantity.add(trade.atMillis(), trade.quantity());
    }

    @Override
    public double value() {
        return quoteVolume.value() / quantity.value();
    }

    @Override
    public long warmUpMillis() {
        return windowMillis;
    }

    @Override
    public int entries() {
        return quantity.entries();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        quoteVolume.save(out);
        quantity.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        quoteVolume.load(in);
        quantity.load(in);
    }
}
