package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Numbers with a time each, oldest first, added and removed at both ends in constant time. Grows as needed. */
final class TimedRing {
    private static final int INITIAL_CAPACITY = 16;

    private long[] times = new long[INITIAL_CAPACITY];
    private double[] values = new double[INITIAL_CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the time of the entry at this position, counted from the oldest. */
    long time(int index) {
        return times[slot(index)];
    }

    double value(int index) {
        return values[slot(index)];
    }

    double lastValue() {
        return value(size - 1);
    }

    long lastTime() {
        return time(size - 1);
    }

    void add(long time, double value) {
        if (size == times.length) {
            grow();
        }
        size++;
        setLast(time, value);
    }

    void setLast(long time, double value) {
        int slot = slot(size - 1);
        times[slot] = time;
        values[slot] = value;
    }

    void removeFirst() {
        head = slot(1);
        size--;
    }

    void removeLast() {
        size--;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(time(i));
            out.writeDouble(value(i));
        }
    }

    void load(DataInput in) throws IOException {
        head = 0;
        size = 0;
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            long time = in.readLong();
            add(time, in.readDouble());
        }
    }

    /** The capacity is a power of two, so the remainder is a mask. */
    private int slot(int index) {
        return (head + index) & (times.length - 1);
    }

    private void grow() {
        long[] grownTimes = Arrays.copyOf(times, times.length * 2);
        double[] grownValues = Arrays.copyOf(values, values.length * 2);
        for (int i = 0; i < size; i++) {
            grownTimes[i] = time(i);
            grownValues[i] = value(i);
        }
        times = grownTimes;
        values = grownValues;
        head = 0;
    }
}
