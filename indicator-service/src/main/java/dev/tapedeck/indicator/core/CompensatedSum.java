package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A running sum that forgets: what was added and later subtracted leaves no rounding error behind that would matter, even after a large number
 * came and went. Source: Neumaier's variant of Kahan summation (A. Neumaier, ZAMM 54, 1974).
 */
final class CompensatedSum {
    private double sum;
    private double compensation;

    void add(double number) {
        double total = sum + number;
        compensation += Math.abs(sum) >= Math.abs(number) ? (sum - total) + number : (number - total) + sum;
        sum = total;
    }

    void clear() {
        sum = 0;
        compensation = 0;
    }

    double value() {
        return sum + compensation;
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(sum);
        out.writeDouble(compensation);
    }

    void load(DataInput in) throws IOException {
        sum = in.readDouble();
        compensation = in.readDouble();
    }
}
