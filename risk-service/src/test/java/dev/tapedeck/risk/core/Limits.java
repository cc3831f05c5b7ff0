package dev.tapedeck.risk.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.value.Usdt;

/** Limits that nothing in a test reaches, and such with one of them in reach. */
final class Limits {
    private static final int FAR = 1_000_000;
    static final RiskLimits WIDE =
            new RiskLimits(Usdt.of(FAR), 125, FAR, FAR, FAR, FAR, FAR, Usdt.of(FAR), FAR, FAR, FAR, null, FAR, FAR);

    private Limits() {}

    static RiskLimits positionNotional(long usdt) {
        return with("maxPositionNotional", Long.toString(usdt));
    }

    static RiskLimits leverage(int leverage) {
        return with("maxLeverage", leverage);
    }

    static RiskLimits openPositions(int positions) {
        return with("maxOpenPositions", positions);
    }

    static RiskLimits concentrationBps(int bps) {
        return with("maxConcentrationBps", bps);
    }

    static RiskLimits dailyLossBps(int bps) {
        return with("maxDailyLossBps", bps);
    }

    static RiskLimits drawdownBps(int bps) {
        return with("maxDrawdownBps", bps);
    }

    static RiskLimits portfolioRiskBps(int bps) {
        return with("maxPortfolioRiskBps", bps);
    }

    static RiskLimits marginUtilisationBps(int bps) {
        return with("maxMarginUtilisationBps", bps);
    }

    static RiskLimits slippageBps(int bps) {
        return with("maxSlippageBps", bps);
    }

    static RiskLimits consecutiveFailures(int failures) {
        return with("maxConsecutiveFailures", failures);
    }

    static RiskLimits heldConcentrationBps(int bps) {
        return with("maxHeldConcentrationBps", bps);
    }

    static RiskLimits ordersPerMinute(int perStrategy, int all) {
        return with(with("maxOrdersPerMinute", all), "maxOrdersPerMinutePerStrategy", perStrategy);
    }

    static RiskLimits budget(String usdt) {
        return with("strategyBudget", usdt);
    }

    static RiskLimits with(String name, Object value) {
        return with(WIDE, name, value);
    }

    /** Returns the limits with one of them replaced, by its name. */
    static RiskLimits with(RiskLimits limits, String name, Object value) {
        ObjectNode json = Json.MAPPER.valueToTree(limits);
        json.set(name, Json.MAPPER.valueToTree(value));
        try {
            return Json.MAPPER.treeToValue(json, RiskLimits.class);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
