package dev.tapedeck.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An exact amount of the settlement currency, positive, zero or negative. */
public record Usdt(BigDecimal value) implements Comparable<Usdt> {
    public static final Usdt ZERO = new Usdt(BigDecimal.ZERO);

    public Usdt {
        value = Decimals.normal(value, "amount");
    }

    @JsonCreator
    public static Usdt of(String text) {
        return new Usdt(Decimals.parse(text, "amount"));
    }

    public static Usdt of(long amount) {
        return new Usdt(BigDecimal.valueOf(amount));
    }

    public Usdt plus(Usdt other) {
        return new Usdt(value.add(other.value));
    }

    public Usdt minus(Usdt other) {
        return new Usdt(value.subtract(other.value));
    }

    public Usdt times(BigDecimal factor) {
        return new Usdt(value.multiply(factor));
    }

    /** Returns this many ten-thousandths of it, exactly. */
    public Usdt bps(int bps) {
        return new Usdt(value.multiply(BigDecimal.valueOf(bps)).movePointLeft(4));
    }

    /** Returns this divided by {@code divisor}, rounded up at 8 decimals so that a reservation is never too small. */
    public Usdt dividedUp(BigDecimal divisor) {
        return new Usdt(value.divide(divisor, 8, RoundingMode.UP));
    }

    public Usdt negated() {
        return new Usdt(value.negate());
    }

    public boolean isNegative() {
        return value.signum() < 0;
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toPlainString();
    }

    @Override
    public int compareTo(Usdt other) {
        return value.compareTo(other.value);
    }
}
