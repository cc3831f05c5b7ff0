package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean and squared deviations of the last {@code n} numbers, where {@code n} is at least 1. Numbers come in blocks of {@code n}: the window is the tail of the
 * block before and the head of the one that is being filled. What left the window was never subtracted, so rounding does not build up, and equal
 * numbers deviate by exactly 0. A number costs two additions on average. Source: van Herk, Pattern Recognition Letters 13, 1992 (blocks); Welford, Technometrics 4, 1962
 * (adding a number); Chan, Golub and LeVeque, Stanford STAN-CS-79-773, 1979 (joining head and tail).
 */
final class SlidingMoments {
    /** The block that is being filled up to {@code head}, and from there on the block before. */
    private final double[] numbers;

    private final double[] tailMean;
    private final double[] tailSquares;
    private boolean full;
    private int head;
    private double headMean;
    private double headSquares;

    SlidingMoments(int size) {
        numbers = new double[size];
        tailMean = new double[size];
        tailSquares = new double[size];
    }

    int size() {
        return numbers.length;
    }

    void add(double number) {
        numbers[head] = number;
        head++;
        double fromMean = number - headMean;
        headMean += fromMean / head;
        headSquares += fromMean * (number - headMean);
        if (head == numbers.length) {
            full = true;
            head = 0;
            headMean = 0;
            headSquares = 0;
            foldTails();
        }
    }

    private void foldTails() {
        double mean = 0;
        double squares = 0;
        for (int i = numbers.length - 1; i >= head; i--) {
            double fromMean = numbers[i] - mean;
            mean += fromMean / (numbers.length - i);
            squares += fromMean * (numbers[i] - mean);
            tailMean[i] = mean;
            tailSquares[i] = squares;
        }
    }

    /** Returns the mean of the last {@code n} numbers; NaN when there were fewer. */
    double mean() {
        double between = headMean - tailMean[head];
        return full ? tailMean[head] + between * head / numbers.length : Double.NaN;
    }

    /** Returns the sum of the squared distances to the mean; NaN when there were fewer than {@code n} numbers. */
    double squares() {
        double between = headMean - tailMean[head];
        double joined = between * between * head * (numbers.length - head) / numbers.length;
        return full ? tailSquares[head] + headSquares + joined : Double.NaN;
    }

    void save(DataOutput out) throws IOException {
        out.writeBoolean(full);
        out.writeInt(head);
        int count = full ? numbers.length : head;
        for (int i = 0; i < count; i++) {
            out.writeDouble(numbers[i]);
        }
        out.writeDouble(headMean);
        out.writeDouble(headSquares);
    }

    void load(DataInput in) throws IOException {
        full = in.readBoolean();
        head = in.readInt();
        int count = full ? numbers.length : head;
        for (int i = 0; i < count; i++) {
            numbers[i] = in.readDouble();
        }
        headMean = in.readDouble();
        headSquares = in.readDouble();
        if (full) {
            foldTails();
        }
    }
}
