package dev.tapedeck.contracts.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A number of contracts, exact and not negative. The coin amount is this times the instrument's contract size. */
public record Quantity(BigDecimal contracts) implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    public Quantity {
        contracts = Decimals.normal(contracts, "quantity");
        if (contracts.signum() < 0) {
            throw new IllegalArgumentException("quantity must be >= 0, was " + contracts);
        }
    }

    @JsonCreator
    public static Quantity of(String text) {
        return new Quantity(Decimals.parse(text, "quantity"));
    }

    public static Quantity of(long contracts) {
        return new Quantity(BigDecimal.valueOf(contracts));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(contracts.add(other.contracts));
    }

    /** Returns the difference; throws {@link IllegalArgumentException} when {@code other} is larger. */
    public Quantity minus(Quantity other) {
        return new Quantity(contracts.subtract(other.contracts));
    }

    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return contracts.signum() == 0;
    }

    /** Returns the largest multiple of {@code step} that is not above this quantity. */
    public Quantity floorTo(Quantity step) {
        return new Quantity(
                contracts.divide(step.contracts, 0, RoundingMode.FLOOR).multiply(step.contracts));
    }

    /** Returns what this many contracts of {@code contractSize} coins each are worth at {@code price}, exactly. */
    public Usdt notional(BigDecimal contractSize, Price price) {
        return new Usdt(contracts.multiply(contractSize).multiply(price.value()));
    }

    @JsonValue
    @Override
    public String toString() {
        return contracts.toPlainString();
    }

    @Override
    public int compareTo(Quantity other) {
        return contracts.compareTo(other.contracts);
    }
}
