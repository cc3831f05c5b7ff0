package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.Sizing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How much of the equity an entry asks for. */
final class SizingRules {
    private static final BigDecimal BPS_PER_PERCENT = BigDecimal.valueOf(100);
    private static final BigDecimal BPS_PER_WHOLE = BigDecimal.valueOf(10_000);
    private static final MathContext DIGITS = new MathContext(8, RoundingMode.DOWN);

    private SizingRules() {}

    /**
     * Returns the share of the equity in hundredths of a percent: exact, save by volatility, where it is cut to 8 significant digits.
     *
     * @param values of the indicators now
     * @return null when the value that the share depends on is not ready or not above 0
     */
    static @Nullable BigDecimal equityBps(Sizing sizing, int leverage, Map<String, Double> values) {
        return switch (sizing.kind()) {
            case PERCENT_OF_EQUITY -> bps(sizing.percent());
            case LIQUIDATION_DISTANCE -> bps(sizing.riskPercent()).multiply(BigDecimal.valueOf(leverage));
            case VOLATILITY -> byVolatility(sizing, values.get(Objects.requireNonNull(sizing.indicator())));
        };
    }

    private static @Nullable BigDecimal byVolatility(Sizing sizing, @Nullable Double value) {
        if (value == null || !Double.isFinite(value) || value <= 0) {
            return null;
        }
        return Objects.requireNonNull(sizing.riskPercent())
                .divide(BigDecimal.valueOf(value), DIGITS)
                .multiply(BPS_PER_WHOLE)
                .min(bps(sizing.maxPercentOfEquity()));
    }

    private static BigDecimal bps(@Nullable BigDecimal percent) {
        return Objects.requireNonNull(percent).multiply(BPS_PER_PERCENT);
    }
}
