package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** {@code spread_bps}: {@code 10000 * (ask - bid) / ((ask + bid) / 2)} of the newest best bid and ask, in basis points. No value before a quote. */
final class SpreadBps implements Indicator {
    private static final double BPS = 10_000;

    private double bid = Double.NaN;
    private double ask = Double.NaN;

    @Override
    public void advance(long nowMillis) {}

    @Override
    public void onTrade(TradeTick trade) {}

    @Override
    public boolean usesQuotes() {
        return true;
    }

    @Override
    public void onQuote(QuoteTick quote) {
        bid = quote.bid();
        ask = quote.ask();
    }

    @Override
    public double value() {
        return BPS * (ask - bid) / ((ask + bid) / 2);
    }

    @Override
    public long warmUpMillis() {
        return 0;
    }

    @Override
    public int entries() {
        return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(bid);
        out.writeDouble(ask);
    }

    @Override
    public void load(DataInput in) throws IOException {
        bid = in.readDouble();
        ask = in.readDouble();
    }
}
