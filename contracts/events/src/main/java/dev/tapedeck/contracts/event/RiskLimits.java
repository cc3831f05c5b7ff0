package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Usdt;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an account. Defaults are the requirements' defaults. What is {@code @Nullable} was added later: absent in accounts of before it was there, for which the
 * default counts.
 *
 * @param maxPositionNotional of one order and of the position that it leads to
 * @param maxConcentrationBps of one symbol's notional in equity, to enter
 * @param maxDailyLossBps of the balance at the start: what was realised since UTC midnight, and what is held at its worst
 * @param maxOrdersPerMinutePerStrategy entries of one strategy in any 60 s of event time
 * @param maxOrdersPerMinute entries of the account in any 60 s of event time
 * @param strategyBudget margin that one strategy may hold and reserve
 * @param maxDrawdownBps of the balance at the start: what is lost since the peak of equity, realised and unrealised
 * @param maxPortfolioRiskBps of equity: what is lost when every protective stop is hit
 * @param maxMarginUtilisationBps of equity: what all orders reserve and all positions are backed with
 * @param maxSlippageBps that an entry may allow itself; without a default, since the strategy's own maximum is what the venue is held to
 * @param maxConsecutiveFailures of one strategy's entries, with which it is disabled: rejections, denials for the entry's own numbers, and others on which it insists
 * @param maxHeldConcentrationBps of one symbol's notional in equity, beyond which what is held raises an alert
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
        @Nullable Integer maxDrawdownBps,
        @Nullable Integer maxPortfolioRiskBps,
        @Nullable Integer maxMarginUtilisationBps,
        @Nullable Integer maxSlippageBps,
        @Nullable Integer maxConsecutiveFailures,
        @Nullable Integer maxHeldConcentrationBps) {
    private static final int DEFAULT_MAX_DRAWDOWN_BPS = 1_500;
    private static final int DEFAULT_MAX_PORTFOLIO_RISK_BPS = 1_000;
    private static final int DEFAULT_MAX_MARGIN_UTILISATION_BPS = 8_000;
    private static final int DEFAULT_MAX_CONSECUTIVE_FAILURES = 10;
    private static final int DEFAULT_MAX_HELD_CONCENTRATION_BPS = 4_000;

    public static final RiskLimits DEFAULTS = new RiskLimits(
            Usdt.of(1000),
            3,
            3,
            500,
            500,
            10,
            100,
            Usdt.of(1000),
            DEFAULT_MAX_DRAWDOWN_BPS,
            DEFAULT_MAX_PORTFOLIO_RISK_BPS,
            DEFAULT_MAX_MARGIN_UTILISATION_BPS,
            null,
            DEFAULT_MAX_CONSECUTIVE_FAILURES,
            DEFAULT_MAX_HELD_CONCENTRATION_BPS);

    public RiskLimits {
        require(
                maxPositionNotional.value().signum() > 0,
                "maxPositionNotional must be > 0, was " + maxPositionNotional);
        require(strategyBudget.value().signum() > 0, "strategyBudget must be > 0, was " + strategyBudget);
        atLeastOne("maxLeverage", maxLeverage);
        atLeastOne("maxOpenPositions", maxOpenPositions);
        atLeastOne("maxConcentrationBps", maxConcentrationBps);
        atLeastOne("maxDailyLossBps", maxDailyLossBps);
        atLeastOne("maxOrdersPerMinutePerStrategy", maxOrdersPerMinutePerStrategy);
        atLeastOne("maxOrdersPerMinute", maxOrdersPerMinute);
        atLeastOne("maxDrawdownBps", maxDrawdownBps);
        atLeastOne("maxPortfolioRiskBps", maxPortfolioRiskBps);
        atLeastOne("maxMarginUtilisationBps", maxMarginUtilisationBps);
        atLeastOne("maxSlippageBps", maxSlippageBps);
        atLeastOne("maxConsecutiveFailures", maxConsecutiveFailures);
        atLeastOne("maxHeldConcentrationBps", maxHeldConcentrationBps);
    }

    /** Returns limits with the defaults of everything that was added after the drawdown. */
    public static RiskLimits of(
            Usdt maxPositionNotional,
            int maxLeverage,
            int maxOpenPositions,
            int maxConcentrationBps,
            int maxDailyLossBps,
            int maxOrdersPerMinutePerStrategy,
            int maxOrdersPerMinute,
            Usdt strategyBudget,
            @Nullable Integer maxDrawdownBps) {
        return new RiskLimits(
                maxPositionNotional,
                maxLeverage,
                maxOpenPositions,
                maxConcentrationBps,
                maxDailyLossBps,
                maxOrdersPerMinutePerStrategy,
                maxOrdersPerMinute,
                strategyBudget,
                maxDrawdownBps,
                null,
                null,
                null,
                null,
                null);
    }

    /** Returns the drawdown limit that counts, in bps of the balance at the start. */
    public int drawdownBps() {
        return orElse(maxDrawdownBps, DEFAULT_MAX_DRAWDOWN_BPS);
    }

    /** Returns how much may be at risk, in bps of equity. */
    public int portfolioRiskBps() {
        return orElse(maxPortfolioRiskBps, DEFAULT_MAX_PORTFOLIO_RISK_BPS);
    }

    /** Returns how much may be reserved and held as margin, in bps of equity. */
    public int marginUtilisationBps() {
        return orElse(maxMarginUtilisationBps, DEFAULT_MAX_MARGIN_UTILISATION_BPS);
    }

    /** Returns after how many failures in a row a strategy is disabled. */
    public int consecutiveFailures() {
        return orElse(maxConsecutiveFailures, DEFAULT_MAX_CONSECUTIVE_FAILURES);
    }

    /** Returns how much of one symbol may be held without an alert, in bps of equity. */
    public int heldConcentrationBps() {
        return orElse(maxHeldConcentrationBps, DEFAULT_MAX_HELD_CONCENTRATION_BPS);
    }

    private static int orElse(@Nullable Integer limit, int otherwise) {
        return limit == null ? otherwise : limit;
    }

    private static void atLeastOne(String name, @Nullable Integer limit) {
        require(limit == null || limit >= 1, name + " must be >= 1, was " + limit);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
