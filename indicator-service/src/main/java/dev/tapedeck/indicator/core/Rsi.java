package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * {@code rsi_<n>_<barSeconds>}: the relative strength index over bars of event time that begin at multiples of {@code barSeconds} since the epoch.
 * A bar's close is the price in force just before its end, so a bar without trades closes where the one before did. The first average gain
 * and loss are means of {@code n} changes, then {@code average = (average * (n - 1) + change) / n}; the value is
 * {@code 100 * gain / (gain + loss)}, and 50 when both are 0. Only closed bars count; the first is the one that holds the first trade, and the
 * value begins after {@code n + 1} of them. Source: J. W. Wilder, "New Concepts in Technical Trading Systems", 1978.
 */
final class Rsi implements Indicator {
    private final int periods;
    private final long barMillis;
    private long openBar = Long.MIN_VALUE;
    private double price;
    private double lastClose = Double.NaN;
    private int changes;
    private double averageGain;
    private double averageLoss;

    Rsi(int periods, long barMillis) {
        this.periods = periods;
        this.barMillis = barMillis;
    }

    @Override
    public void advance(long nowMillis) {
        if (openBar == Long.MIN_VALUE) {
            return;
        }
        long bar = Math.floorDiv(nowMillis, barMillis);
        if (bar > openBar) {
            close();
            skip(bar - openBar - 1);
            openBar = bar;
        }
    }

    @Override
    public void onTrade(TradeTick trade) {
        price = trade.price();
        if (openBar == Long.MIN_VALUE) {
            openBar = Math.floorDiv(trade.atMillis(), barMillis);
        }
    }

    private void close() {
        if (!Double.isNaN(lastClose)) {
            double change = price - lastClose;
            fold(Math.max(change, 0), Math.max(-change, 0));
        }
        lastClose = price;
    }

    private void fold(double gain, double loss) {
        if (changes < periods) {
            averageGain += gain / periods;
            averageLoss += loss / periods;
            changes++;
        } else {
            averageGain = (averageGain * (periods - 1) + gain) / periods;
            averageLoss = (averageLoss * (periods - 1) + loss) / periods;
        }
    }

    /** Closes bars in which nothing traded, at a cost that does not depend on their number. */
    private void skip(long bars) {
        long first = Math.min(bars, periods - changes);
        changes += (int) first;
        double decay = StrictMath.pow((periods - 1.0) / periods, (double) (bars - first));
        averageGain *= decay;
        averageLoss *= decay;
    }

    @Override
    public double value() {
        if (changes < periods) {
            return Double.NaN;
        }
        double both = averageGain + averageLoss;
        return both == 0 ? 50 : 100 * averageGain / both;
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
        out.writeLong(openBar);
        out.writeDouble(price);
        out.writeDouble(lastClose);
        out.writeInt(changes);
        out.writeDouble(averageGain);
        out.writeDouble(averageLoss);
    }

    @Override
    public void load(DataInput in) throws IOException {
        openBar = in.readLong();
        price = in.readDouble();
        lastClose = in.readDouble();
        changes = in.readInt();
        averageGain = in.readDouble();
        averageLoss = in.readDouble();
    }
}
