package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code book_imbalance}: {@code (bid - ask) / (bid + ask)} of the quantities at the newest best bid and ask, from -1 (all offered) to 1 (all bid). No value
 * before a quote, nor while both quantities are 0. Source: Cartea, Jaimungal and Penalva, "Algorithmic and High-Frequency Trading", 2015.
 */
final class BookImbalance implements Indicator {
    private double bidQuantity = Double.NaN;
    private double askQuantity = Double.NaN;

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
        bidQuantity = quote.bidQuantity();
        askQuantity = quote.askQuantity();
    }

    @Override
    public double value() {
        return (bidQuantity - askQuantity) / (bidQuantity + askQuantity);
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
        out.writeDouble(bidQuantity);
        out.writeDouble(askQuantity);
    }

    @Override
    public void load(DataInput in) throws IOException {
        bidQuantity = in.readDouble();
        askQuantity = in.readDouble();
    }
}
