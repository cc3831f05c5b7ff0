package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An indicator over the {@code w} one-second log returns whose ends lie within {@code (t - w, t]}. The return that ends at the whole second {@code s} is
 * {@code ln(p(s) / p(s - 1))}, where {@code p(s)} is the price of the last trade before {@code s}; a second without trades has a return of 0. There is no
 * value before {@code w} returns are known.
 */
abstract class OverSecondReturns implements Indicator {
    private static final long SECOND_MILLIS = 1_000;

    private final SlidingMoments returns;
    private long lastSecond = Long.MIN_VALUE;
    private double price = Double.NaN;
    private double gridPrice = Double.NaN;

    OverSecondReturns(int windowSeconds) {
        returns = new SlidingMoments(windowSeconds);
    }

    /** Returns the mean return; NaN when not ready. */
    final double mean() {
        return returns.mean();
    }

    /** Returns the sample standard deviation of the returns; NaN when not ready. */
    final double deviation() {
        return Math.sqrt(returns.squares() / (returns.size() - 1));
    }

    @Override
    public final void advance(long nowMillis) {
        long second = Math.floorDiv(nowMillis, SECOND_MILLIS);
        if (lastSecond == Long.MIN_VALUE || second <= lastSecond) {
            return;
        }
        close();
        long idle = Math.min(second - lastSecond - 1, returns.size());
        for (long i = 0; i < idle; i++) {
            returns.add(0);
        }
        lastSecond = second;
    }

    @Override
    public final void onTrade(TradeTick trade) {
        price = trade.price();
        if (lastSecond == Long.MIN_VALUE) {
            lastSecond = Math.floorDiv(trade.atMillis(), SECOND_MILLIS);
        }
    }

    private void close() {
        if (!Double.isNaN(gridPrice)) {
            returns.add(StrictMath.log(price / gridPrice));
        }
        gridPrice = price;
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
    public final void save(DataOutput out) throws IOException {
        returns.save(out);
        out.writeLong(lastSecond);
        out.writeDouble(price);
        out.writeDouble(gridPrice);
    }

    @Override
    public final void load(DataInput in) throws IOException {
        returns.load(in);
        lastSecond = in.readLong();
        price = in.readDouble();
        gridPrice = in.readDouble();
    }
}
