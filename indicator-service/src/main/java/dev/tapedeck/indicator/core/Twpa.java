package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code TWPA_<t1>_<t2>}: the time-weighted price average from {@code t1} to {@code t2} seconds ago, {@code integral of p(x) dx over
 * [t - t1, t - t2], divided by (t1 - t2)}, where {@code p(x)} is the price of the last trade at or before {@code x}. Source: definition; the integral
 * moves with its two bounds, so each price step is added once and subtracted once.
 */
final class Twpa implements Indicator {
    private final long fromMillis;
    private final long toMillis;
    private final TimedRing steps = new TimedRing();
    private final CompensatedSum integral = new CompensatedSum();
    private long now;
    /** Position in {@code steps} of the price in force at {@code now - toMillis}; that of {@code now - fromMillis} is the first. */
    private int recent;

    Twpa(long fromMillis, long toMillis) {
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
    }

    @Override
    public void advance(long nowMillis) {
        if (!steps.isEmpty() && nowMillis > now) {
            addRecent(now - toMillis, nowMillis - toMillis);
            subtractOld(now - fromMillis, nowMillis - fromMillis);
        }
        now = nowMillis;
    }

    private void addRecent(long begin, long end) {
        long at = Math.max(begin, steps.time(recent));
        while (recent + 1 < steps.size() && steps.time(recent + 1) <= end) {
            long next = steps.time(recent + 1);
            integral.add((next - at) * steps.value(recent));
            at = next;
            recent++;
        }
        integral.add(Math.max(0, end - at) * steps.value(recent));
    }

    private void subtractOld(long begin, long end) {
        long at = Math.max(begin, steps.time(0));
        while (steps.size() > 1 && steps.time(1) <= end) {
            long next = steps.time(1);
            integral.add((at - next) * steps.value(0));
            at = next;
            steps.removeFirst();
            recent--;
        }
        integral.add(Math.min(0, at - end) * steps.value(0));
    }

    @Override
    public void onTrade(TradeTick trade) {
        if (!steps.isEmpty() && steps.lastTime() == trade.atMillis()) {
            steps.setLast(trade.atMillis(), trade.price());
        } else {
            steps.add(trade.atMillis(), trade.price());
            if (toMillis == 0) {
                recent = steps.size() - 1;
            }
        }
    }

    @Override
    public double value() {
        return integral.value() / (fromMillis - toMillis);
    }

    @Override
    public long warmUpMillis() {
        return fromMillis;
    }

    @Override
    public int entries() {
        return steps.size();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        steps.save(out);
        integral.save(out);
        out.writeLong(now);
        out.writeInt(recent);
    }

    @Override
    public void load(DataInput in) throws IOException {
        steps.load(in);
        integral.load(in);
        now = in.readLong();
        recent = in.readInt();
    }
}
