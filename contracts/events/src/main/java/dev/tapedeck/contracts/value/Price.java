package dev.tapedeck.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quote currency per one unit of the base coin, exact and greater than zero. Equal numbers are equal prices. */
public record Price(BigDecimal value) implements Comparable<Price> {
    private static final BigDecimal BPS = BigDecimal.valueOf(10_000);
    private static final int BPS_DIGITS = 4;

    public Price {
        value = Decimals.normal(value, "price");
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("price must be > 0, was " + value);
        }
    }

    @JsonCreator
    public static Price of(String text) {
        return new Price(Decimals.parse(text, "price"));
    }

    /**
     * Returns this price moved by {@code bps} hundredths of a percent, then rounded once to {@code tick}. The result is at least one tick.
     */
    public Price movedByBps(long bps, Price tick, RoundingMode rounding) {
        BigDecimal moved = value.add(value.multiply(BigDecimal.valueOf(bps)).movePointLeft(BPS_DIGITS));
        BigDecimal ticks = moved.divide(tick.value, 0, rounding).max(BigDecimal.ONE);
        return new Price(ticks.multiply(tick.value));
    }

    /** Returns how far this price lies above {@code reference}, in basis points; negative when below. */
    public BigDecimal bpsAbove(Price reference) {
        return value.subtract(reference.value).multiply(BPS).divide(reference.value, 4, RoundingMode.HALF_EVEN);
    }

    public double toDouble() {
        return value.doubleValue();
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toPlainString();
    }

    @Override
    public int compareTo(Price other) {
        return value.compareTo(other.value);
    }
}
