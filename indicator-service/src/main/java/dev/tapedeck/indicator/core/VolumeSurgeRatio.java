package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code volume_surge_ratio_<short>_<long>} and {@code buy_volume_surge_ratio_<short>_<long>}: {@code (V(short) / short) / (V(long) / long)}, where
 * {@code V(w)} is the quote volume within {@code (t - w, t]}, of all trades or of those whose taker bought. Above 1 when more is traded per second
 * lately than on average. No value while nothing was traded in the long window. Source: definition; the short window is part of the long one.
 */
final class VolumeSurgeRatio implements Indicator {
    private final long shortMillis;
    private final long longMillis;
    private final boolean buysOnly;
    private final WindowSum lately;
    private final WindowSum onAverage;

    VolumeSurgeRatio(long shortMillis, long longMillis, boolean buysOnly) {
        this.shortMillis = shortMillis;
        this.longMillis = longMillis;
        this.buysOnly = buysOnly;
        lately = new WindowSum(shortMillis);
        onAverage = new WindowSum(longMillis);
    }

    @Override
    public void advance(long nowMillis) {
        lately.advance(nowMillis);
        onAverage.advance(nowMillis);
    }

    @Override
    public void onTrade(TradeTick trade) {
        if (trade.takerBuys() || !buysOnly) {
            lately.add(trade.atMillis(), trade.quoteVolume());
            onAverage.add(trade.atMillis(), trade.quoteVolume());
        }
    }

    @Override
    public double value() {
        return (lately.value() / shortMillis) / (onAverage.value() / longMillis);
    }

    @Override
    public long warmUpMillis() {
        return longMillis;
    }

    @Override
    public int entries() {
        return onAverage.entries();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        lately.save(out);
        onAverage.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        lately.load(in);
        onAverage.load(in);
    }
}
