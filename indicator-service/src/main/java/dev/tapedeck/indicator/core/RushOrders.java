package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code rush_orders_<w>}: the number of rush orders within {@code (t - w, t]}. A rush order is a group of at least two taker buys with the same venue
 * millisecond and no taker buy of another millisecond between them: one order that swept several levels, or several that raced. It counts once,
 * from its second trade on, at the time of that trade. Source: La Morgia et al., "Pump and Dumps in the Bitcoin Era", ICCCN 2020.
 */
final class RushOrders implements Indicator {
    private final long windowMillis;
    private final WindowSum groups;
    private long groupMillis = Long.MIN_VALUE;
    private boolean counted;

    RushOrders(long windowMillis) {
        this.windowMillis = windowMillis;
        groups = new WindowSum(windowMillis);
    }

    @Override
    public void advance(long nowMillis) {
        groups.advance(nowMillis);
    }

    @Override
    public void onTrade(TradeTick trade) {
        if (!trade.takerBuys()) {
            return;
        }
        if (trade.venueMillis() != groupMillis) {
            groupMillis = trade.venueMillis();
            counted = false;
        } else if (!counted) {
            groups.add(trade.atMillis(), 1);
            counted = true;
        }
    }

    @Override
    public double value() {
        return groups.value();
    }

    @Override
    public long warmUpMillis() {
        return windowMillis;
    }

    @Override
    public int entries() {
        return groups.entries();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        groups.save(out);
        out.writeLong(groupMillis);
        out.writeBoolean(counted);
    }

    @Override
    public void load(DataInput in) throws IOException {
        groups.load(in);
        groupMillis = in.readLong();
        counted = in.readBoolean();
    }
}
