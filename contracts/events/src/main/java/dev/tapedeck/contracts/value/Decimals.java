package dev.tapedeck.contracts.value;

import java.math.BigDecimal;

/** The one rule for decimals: equal numbers are equal values, so trailing zeros are dropped and never carry meaning. */
final class Decimals {
    /** No price, size or amount of this field needs more digits; a longer text is a sign of a broken feed. */
    private static final int PRECISION_MAX = 60;

    private Decimals() {}

    static BigDecimal normal(BigDecimal value, String name) {
        if (value.precision() > PRECISION_MAX || Math.abs((long) value.scale()) > PRECISION_MAX) {
            throw new IllegalArgumentException(name + " must have at most " + PRECISION_MAX + " digits, had precision "
                    + value.precision() + " and scale " + value.scale());
        }
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (value.scale() == 0) {
            return value;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static BigDecimal parse(String text, String name) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a decimal number, was '" + text + "'", notANumber);
        }
    }
}
