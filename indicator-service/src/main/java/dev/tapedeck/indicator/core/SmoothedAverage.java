package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An average that forgets slowly: the mean of the first {@code n} numbers, then {@code average = (average * (inertia - 1) + number) / inertia}. An inertia
 * of {@code n} is Wilder's, of {@code (n + 1) / 2} that of an exponential moving average.
 */
final class SmoothedAverage {
    private final int periods;
    private final double inertia;
    private int count;
    private double average;

    SmoothedAverage(int periods, double inertia) {
        this.periods = periods;
        this.inertia = inertia;
    }

    void add(double number) {
        if (count < periods) {
            average += number / periods;
            count++;
        } else {
            average = (average * (inertia - 1) + number) / inertia;
        }
    }

    /** Adds the same number many times, at a cost that does not depend on how many. */
    void add(double number, long times) {
        long first = Math.min(times, periods - count);
        for (long i = 0; i < first; i++) {
            add(number);
        }
        if (times > first) {
            double decay = StrictMath.pow((inertia - 1) / inertia, (double) (times - first));
            average = number + (average - number) * decay;
        }
    }

    /** Returns the average; NaN before {@code n} numbers. */
    double value() {
        return count < periods ? Double.NaN : average;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(count);
        out.writeDouble(average);
    }

    void load(DataInput in) throws IOException {
        count = in.readInt();
        average = in.readDouble();
    }
}
