package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Usdt;

/**
 * The limits of an account. Defaults are the requirements' defaults.
 *
 * @param maxPositionNotional of one order and of the position that it leads to
 * @param maxConcentrationBps of one symbol's notional in equity
 * @param maxDailyLossBps realised loss since UTC midnight, of the balance at the start
 * @param maxOrdersPerMinutePerStrategy entries of one strategy in any 60 s of event time
 * @param maxOrdersPerMinute entries of the account in any 60 s of event time
 * @param strategyBudget margin that one strategy may hold and reserve
 */
public record RiskLimits(
        Usdt maxPositionNotional,
        int maxLeverage,
        int maxOpenPositions,
        int maxConcentrationBps,
        int maxDailyLossBps,
        int maxOrdersPerMinutePerStrategy,
        int maxOrdersPerMinute,
        Usdt strategyBudget) {
    public static final RiskLimits DEFAULTS = new RiskLimits(Usdt.of(1000), 3, 3, 500, 500, 10, 100, Usdt.of(1000));

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
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
