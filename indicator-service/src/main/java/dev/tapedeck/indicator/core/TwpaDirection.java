package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code TWPA_<t1>_<t2>_rising} and {@code TWPA_<t1>_<t2>_falling}: 1 when {@link Twpa} at {@code t} lies above, respectively below, its own value at
 * {@code t - 1 s}, else 0. A difference of up to a billionth of the value is rounding and no movement. Needs a second more of history than the average
 * itself. Source: definition; the average of a second ago is the one from {@code t1 + 1} to {@code t2 + 1} seconds ago.
 */
final class TwpaDirection implements Indicator {
    private static final long LAG_MILLIS = 1_000;
    private static final double ROUNDING = 1e-9;

    private final boolean rising;
    private final Twpa now;
    private final Twpa before;

    TwpaDirection(long fromMillis, long toMillis, boolean rising) {
        this.rising = rising;
        now = new Twpa(fromMillis, toMillis);
        before = new Twpa(fromMillis + LAG_MILLIS, toMillis + LAG_MILLIS);
    }

    @Override
    public void advance(long nowMillis) {
        now.advance(nowMillis);
        before.advance(nowMillis);
    }

    @Override
    public void onTrade(TradeTick trade) {
        now.onTrade(trade);
        before.onTrade(trade);
    }

    @Override
    public double value() {
        double rise = now.value() - before.value();
        return (rising ? rise : -rise) > ROUNDING * before.value() ? 1 : 0;
    }

    @Override
    public long warmUpMillis() {
        return before.warmUpMillis();
    }

    @Override
    public int entries() {
        return before.entries();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        now.save(out);
        before.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        now.load(in);
        before.load(in);
    }
}
