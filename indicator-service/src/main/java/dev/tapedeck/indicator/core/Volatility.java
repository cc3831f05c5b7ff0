package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code volatility_<w>}: the sample standard deviation of the {@code w} one-second log returns whose ends lie within {@code (t - w, t]}, times 100, in
 * percent per second. The return that ends at the whole second {@code s} is {@code ln(p(s) / p(s - 1))}, where {@code p(s)} is the price of the last
 * trade before {@code s}; a second without trades has a return of 0. Source: realised volatility on a regular grid (Andersen et al., 2001).
 */
final class Volatility implements Indicator {
    private static final long SECOND_MILLIS = 1_000;
    private static final double PERCENT = 100;

    private final double[] returns;
    private final CompensatedSum sum = new CompensatedSum();
    private final CompensatedSum squares = new CompensatedSum();
    private int next;
    private int count;
    private long lastSecond = Long.MIN_VALUE;
    private double price = Double.NaN;
    private double gridPrice = Double.NaN;

    Volatility(int windowSeconds) {
        returns = new double[windowSeconds];
    }

    @Override
    public void advance(long nowMillis) {
        long second = Math.floorDiv(nowMillis, SECOND_MILLIS);
        if (lastSecond == Long.MIN_VALUE || second <= lastSecond) {
            return;
        }
        close();
        long idle = Math.min(second - lastSecond - 1, returns.length);
        for (long i = 0; i < idle; i++) {
            push(0);
        }
        lastSecond = second;
    }

    @Override
    public void onTrade(TradeTick trade) {
        price = trade.price();
        if (lastSecond == Long.MIN_VALUE) {
            lastSecond = Math.floorDiv(trade.atMillis(), SECOND_MILLIS);
        }
    }

    private void close() {
        if (!Double.isNaN(gridPrice)) {
            push(StrictMath.log(price / gridPrice));
        }
        gridPrice = price;
    }

    private void push(double logReturn) {
        if (count == returns.length) {
            double old = returns[next];
            sum.add(-old);
            squares.add(-old * old);
        } else {
            count++;
        }
        returns[next] = logReturn;
        sum.add(logReturn);
        squares.add(logReturn * logReturn);
        next = (next + 1) % returns.length;
    }

    @Override
    public double value() {
        if (count < returns.length) {
            return Double.NaN;
        }
        double variance = (squares.value() - sum.value() * sum.value() / count) / (count - 1);
        return PERCENT * Math.sqrt(Math.max(variance, 0));
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
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeDouble(returns[i]);
        }
        sum.save(out);
        squares.save(out);
        out.writeInt(next);
        out.writeLong(lastSecond);
        out.writeDouble(price);
        out.writeDouble(gridPrice);
    }

    @Override
    public void load(DataInput in) throws IOException {
        count = in.readInt();
        for (int i = 0; i < count; i++) {
            returns[i] = in.readDouble();
        }
        sum.load(in);
        squares.load(in);
        next = in.readInt();
        lastSecond = in.readLong();
        price = in.readDouble();
        gridPrice = in.readDouble();
    }
}
