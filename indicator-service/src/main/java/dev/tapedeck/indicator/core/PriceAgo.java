package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The price in force at {@code now - window}: that of the last trade at or before that instant. */
final class PriceAgo {
    private final long windowMillis;
    private final TimedRing steps = new TimedRing();
    private long now;

    PriceAgo(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    void advance(long nowMillis) {
        now = nowMillis;
        while (steps.size() > 1 && steps.time(1) <= nowMillis - windowMillis) {
            steps.removeFirst();
        }
    }

    void onTrade(TradeTick trade) {
        if (!steps.isEmpty() && steps.lastTime() == trade.atMillis()) {
            steps.setLast(trade.atMillis(), trade.price());
        } else {
            steps.add(trade.atMillis(), trade.price());
        }
    }

    /** Returns by how many percent the last price lies above the price in force a window ago; NaN when there was none. */
    double changePercent() {
        if (steps.isEmpty() || steps.time(0) > now - windowMillis) {
            return Double.NaN;
        }
        return 100 * (steps.lastValue() / steps.value(0) - 1);
    }

    int entries() {
        return steps.size();
    }

    void save(DataOutput out) throws IOException {
        steps.save(out);
        out.writeLong(now);
    }

    void load(DataInput in) throws IOException {
        steps.load(in);
        now = in.readLong();
    }
}
