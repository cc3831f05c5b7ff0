package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The test's own count of a strategy's failures. */
final class ConductOracle {
    private static final Set<DenialReason> OWN_NUMBERS = EnumSet.of(
            DenialReason.ORDER_RATE,
            DenialReason.LEVERAGE,
            DenialReason.LIQUIDATION_DISTANCE,
            DenialReason.SLIPPAGE,
            DenialReason.POSITION_SIZE,
            DenialReason.QUANTITY_TOO_SMALL);
    private static final Set<DenialReason> ACCOUNT = EnumSet.of(
            DenialReason.OPEN_POSITIONS,
            DenialReason.CONCENTRATION,
            DenialReason.PORTFOLIO_RISK,
            DenialReason.DAILY_LOSS,
            DenialReason.DRAWDOWN,
            DenialReason.MARGIN_UTILISATION,
            DenialReason.BUDGET);

    private final int limit;
    private final Map<String, Integer> failed = new HashMap<>();
    private final Map<String, Integer> forgiven = new HashMap<>();
    private final Map<String, Integer> failedBefore = new HashMap<>();
    private final Map<String, Instant> turnedAwayAt = new HashMap<>();
    private final Set<String> disabled = new HashSet<>();

    ConductOracle(int limit) {
        this.limit = limit;
    }

    boolean isDisabled(String strategy) {
        return disabled.contains(strategy);
    }

    int failures(String strategy) {
        return failed(strategy) - forgiven.getOrDefault(strategy, 0);
    }

    private int failed(String strategy) {
        return failed.getOrDefault(strategy, 0);
    }

    void approved(String strategy, String orderId) {
        failedBefore.put(orderId, failed(strategy));
    }

    void denied(OrderDenied denied, Instant at) {
        if (OWN_NUMBERS.contains(denied.reason())) {
            fail(denied.strategyId());
        } else if (ACCOUNT.contains(denied.reason()) && insists(denied.strategyId(), denied.symbol(), at)) {
            fail(denied.strategyId());
        }
    }

    private boolean insists(String strategy, Symbol symbol, Instant at) {
        Instant last = turnedAwayAt.put(strategy + "/" + symbol, at);
        return last != null && Duration.between(last, at).compareTo(Duration.ofMinutes(1)) < 0;
    }

    void fail(String strategy) {
        if (isDisabled(strategy)) {
            return;
        }
        failed.merge(strategy, 1, Integer::sum);
        if (failures(strategy) >= limit) {
            disabled.add(strategy);
        }
    }

    void filled(String strategy, String orderId) {
        if (!isDisabled(strategy)) {
            forgiven.merge(strategy, failedBefore.getOrDefault(orderId, 0), Math::max);
        }
    }

    void resumed(String strategy) {
        if (disabled.remove(strategy)) {
            forgiven.put(strategy, failed(strategy));
        }
    }
}
