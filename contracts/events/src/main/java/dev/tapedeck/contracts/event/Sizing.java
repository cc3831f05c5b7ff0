package dev.tapedeck.contracts.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How large an entry is, as a share of the equity that the account has when risk decides. Which components a kind has is said at the kind; all others are
 * absent. Percentages are exact and above 0.
 *
 * @param percent of the equity, up to 1000
 * @param riskPercent of the equity, up to 100
 * @param indicator a variant name such as {@code volatility_300}
 * @param maxPercentOfEquity up to 1000
 */
public record Sizing(
        Kind kind,
        @Nullable BigDecimal percent,
        @Nullable BigDecimal riskPercent,
        @Nullable String indicator,
        @Nullable BigDecimal maxPercentOfEquity) {

    public enum Kind {
        /** The notional is {@code percent} of the equity. */
        PERCENT_OF_EQUITY,
        /**
         * A move by the value of {@code indicator}, which must be one in percent of the price, costs {@code riskPercent} of the equity: the notional is
         * {@code equity x riskPercent / value}, at most {@code maxPercentOfEquity} of it. With {@code volatility_300}, in percent per second, that is a move of one
         * standard deviation within a second.
         */
        VOLATILITY,
        /** The margin is {@code riskPercent} of the equity, which is what a liquidation takes: the notional is {@code equity x riskPercent x leverage}. */
        LIQUIDATION_DISTANCE
    }

    /**
     * Checks that the kind has what it needs and no more.
     *
     * @throws IllegalArgumentException when it does not
     */
    public Sizing {
        percent = percent == null ? null : plain(percent);
        riskPercent = riskPercent == null ? null : plain(riskPercent);
        maxPercentOfEquity = maxPercentOfEquity == null ? null : plain(maxPercentOfEquity);
        boolean isPlain = kind == Kind.PERCENT_OF_EQUITY;
        boolean byVolatility = kind == Kind.VOLATILITY;
        if ((percent != null) != isPlain
                || (riskPercent != null) == isPlain
                || (indicator != null) != byVolatility
                || (maxPercentOfEquity != null) != byVolatility) {
            throw new IllegalArgumentException("components must be those of the kind, were percent " + percent
                    + ", riskPercent " + riskPercent + ", indicator " + indicator + ", maxPercentOfEquity "
                    + maxPercentOfEquity + " (sizing=" + kind + ")");
        }
    }

    public static Sizing percentOfEquity(BigDecimal percent) {
        return new Sizing(Kind.PERCENT_OF_EQUITY, percent, null, null, null);
    }

    public static Sizing volatility(BigDecimal riskPercent, String indicator, BigDecimal maxPercentOfEquity) {
        return new Sizing(Kind.VOLATILITY, null, riskPercent, indicator, maxPercentOfEquity);
    }

    public static Sizing liquidationDistance(BigDecimal riskPercent) {
        return new Sizing(Kind.LIQUIDATION_DISTANCE, null, riskPercent, null, null);
    }

    /** Returns the number without trailing zeros, so that equal numbers are equal values. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
