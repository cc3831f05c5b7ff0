package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The one rounding rule: quotients are kept to 12 decimals, half even; sums, differences and products are exact. */
final class Money {
    private static final int QUOTIENT_SCALE = 12;

    private Money() {}

    static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, QUOTIENT_SCALE, RoundingMode.HALF_EVEN);
    }

    /** The share {@code part/whole} of an amount; the whole amount, unrounded, when the part is the whole. */
    static BigDecimal share(BigDecimal amount, long part, long whole) {
        return part == whole ? amount : divide(amount.multiply(BigDecimal.valueOf(part)), BigDecimal.valueOf(whole));
    }
}
