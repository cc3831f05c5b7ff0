package dev.tapedeck.gateway.core.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Returns for risk, of the account's equity at the end of each UTC day against the end of the day before (the first and the last day as far as they go), without a risk-free rate, annualised with 365 days. Each is absent when
 * there are fewer than two days or what it divides by is zero.
 *
 * @param sharpe {@code mean / deviation * sqrt(365)}, deviation with n - 1 (Sharpe, The Sharpe Ratio, 1994)
 * @param sortino {@code mean / downside * sqrt(365)}, downside the root of the mean over all days of {@code min(0, return)^2} (Sortino and Price, 1994)
 * @param calmar compound return a year over the greatest drawdown, both fractions (Young, 1991)
 */
public record Ratios(
        int days,
        @Nullable Double sharpe,
        @Nullable Double sortino,
        @Nullable Double calmar) {
    private static final double DAYS_A_YEAR = 365;
    private static final int FEWEST_DAYS = 2;

    /**
     * Returns the ratios of these days.
     *
     * @param dayEnds equity before the first day, then at the end of each day
     * @param maxDrawdown the greatest, a fraction
     */
    public static Ratios of(List<Double> dayEnds, double maxDrawdown) {
        var returns = new ArrayList<Double>();
        for (int day = 1; day < dayEnds.size(); day++) {
            returns.add(dayEnds.get(day) / dayEnds.get(day - 1) - 1);
        }
        int days = returns.size();
        if (days < FEWEST_DAYS) {
            return new Ratios(days, null, null, null);
        }
        double mean = returns.stream().mapToDouble(one -> one).average().orElseThrow();
        double squares =
                returns.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum();
        double downside = returns.stream()
                .mapToDouble(one -> Math.min(0, one) * Math.min(0, one))
                .sum();
        double yearly = Math.pow(dayEnds.getLast() / dayEnds.getFirst(), DAYS_A_YEAR / days) - 1;
        return new Ratios(
                days,
                quotient(mean * Math.sqrt(DAYS_A_YEAR), Math.sqrt(squares / (days - 1))),
                quotient(mean * Math.sqrt(DAYS_A_YEAR), Math.sqrt(downside / days)),
                quotient(yearly, maxDrawdown));
    }

    private static @Nullable Double quotient(double above, double below) {
        double quotient = above / below;
        return below > 0 && Double.isFinite(quotient) ? quotient : null;
    }
}
