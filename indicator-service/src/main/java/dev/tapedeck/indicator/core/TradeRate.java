package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** {@code trade_rate_<w>}: the number of trades within {@code (t - w, t]} divided by {@code w}, in trades per second. */
final class TradeRate implements Indicator {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final long windowMillis;
    private final WindowSum trades;

    TradeRate(long windowMillis) {
        this.windowMillis = windowMillis;
        trades = new WindowSum(windowMillis);
    }

    @Override
    public void advance(long nowMillis) {
        trades.advance(nowMillis);
    }

    @Override
    public void onTrade(TradeTick trade) {
        trades.add(trade.atMillis(), 1);
    }

    @Override
    public double value() {
        return trades.value() / (windowMillis / MILLIS_PER_SECOND);
    }

    @Override
    public long warmUpMillis() {
        return windowMillis;
    }

    @Override
    public int entries() {
        return trades.entries();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        trades.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        trades.load(in);
    }
}
