package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An indicator over bars of event time that begin at multiples of the bar length since the epoch. A bar's close is the price in force just before its
 * end; a bar without trades opens and closes where the one before did, and so do its high and low. Only closed bars count, and the first is the
 * one that holds the first trade, so it may be a part of a bar.
 */
abstract class OverBars implements Indicator {
    private final long barMillis;
    private long openBar = Long.MIN_VALUE;
    private double high = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;
    private double price;

    OverBars(long barMillis) {
        this.barMillis = barMillis;
    }

    /** A bar closed. */
    abstract void onBar(double high, double low, double close);

    /** Bars closed, at least one, in which nothing traded: open, high, low and close of each are the last close. Always after {@link #onBar}. */
    abstract void onEmptyBars(long bars, double close);

    @Override
    public final void advance(long nowMillis) {
        if (openBar == Long.MIN_VALUE) {
            return;
        }
        long bar = Math.floorDiv(nowMillis, barMillis);
        if (bar > openBar) {
            onBar(Math.max(high, price), Math.min(low, price), price);
            if (bar > openBar + 1) {
                onEmptyBars(bar - openBar - 1, price);
            }
            openBar = bar;
            high = Double.NEGATIVE_INFINITY;
            low = Double.POSITIVE_INFINITY;
        }
    }

    @Override
    public final void onTrade(TradeTick trade) {
        price = trade.price();
        high = Math.max(high, price);
        low = Math.min(low, price);
        if (openBar == Long.MIN_VALUE) {
            openBar = Math.floorDiv(trade.atMillis(), barMillis);
        }
    }

    @Override
    public final long warmUpMillis() {
        return 0;
    }

    @Override
    public final int entries() {
        return 1;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(openBar);
        out.writeDouble(high);
        out.writeDouble(low);
        out.writeDouble(price);
    }

    @Override
    public void load(DataInput in) throws IOException {
        openBar = in.readLong();
        high = in.readDouble();
        low = in.readDouble();
        price = in.readDouble();
    }
}
