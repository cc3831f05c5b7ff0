package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Usdt;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an account. Defaults are the requirements' defaults.
 *
 * @param maxPositionNotional of one order and of the position that it leads to
 * @param maxConcentrationBps of one symbol's notional in equity
 * @param maxDailyLossBps realised loss since UTC midnight, of the balance at the start
 * @param maxOrdersPerMinutePerStrategy entries of one strategy in any 60 s of event time
 * @param maxOrdersPerMinute entries of the account in any 60 s of event time
 * @param strategyBudget margin that one strategy may hold and reserve
 * @param maxDrawdownBps what is lost since the peak of equity, realised and unrealised, of the balance at the start; absent in accounts of before it was there, for
 *     which the default counts
 */
public record RiskLimits(
        Usdt maxPositionNotional,
        int maxLeverage,
        int maxOpenPositions,
        int maxConcentrationBps,
        int maxDailyLossBps,
        int maxOrdersPerMinutePerStrategy,
        int maxOrdersPerMinute,
        Usdt strategyBudget,
        @Nullable Integer maxDrawdownBps) {
    private static final int DEFAULT_MAX_DRAWDOWN_BPS = 1_500;

    public static final RiskLimits DEFAULTS =
            new RiskLimits(Usdt.of(1000), 3, 3, 500, 500, 10, 100, Usdt.of(1000), DEFAULT_MAX_DRAWDOWN_BPS);

    public RiskLimits {
        require(
                maxPositionNotional.value().signum() > 0,
                "maxPositionNotional must be > 0, was " + maxPositionNotional);
        require(maxLeverage >= 1, "maxLeverage must be >= 1, was " + maxLeverage);
        require(maxOpenPositions >= 1, "maxOpenPositions must be >= 1, was " + maxOpenPositions);
        require(maxConcentrationBps >= 1, "maxConcentrationBps must be >= 1, was " + maxConcentrationBps);
        require(maxDailyLossBps >= 1, "maxDailyLossBps must be >= 1, was " + maxDailyLossBps);
        require(
                maxOrdersPerMinutePerStrategy >= 1,
                "maxOrdersPerMinutePerStrategy must be >= 1, was " + maxOrdersPerMinutePerStrategy);
        require(maxOrdersPerMinute >= 1, "maxOrdersPerMinute must be >= 1, was " + maxOrdersPerMinute);
        require(strategyBudget.value().signum() > 0, "strategyBudget must be > 0, was " + strategyBudget);
        require(maxDrawdownBps == null || maxDrawdownBps >= 1, "maxDrawdownBps must be >= 1, was " + maxDrawdownBps);
    }

    /** Returns the drawdown limit that counts, in bps of the balance at the start. */
    public int drawdownBps() {
        return maxDrawdownBps == null ? DEFAULT_MAX_DRAWDOWN_BPS : maxDrawdownBps;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
