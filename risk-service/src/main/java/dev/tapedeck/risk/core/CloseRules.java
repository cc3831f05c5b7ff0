package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders that close a position for an operator or the watchdog: one for each strategy that holds a part of it, by name, as emergency exits. What an exit is under way for
 * already is not ordered again.
 */
final class CloseRules {
    private final Account account;
    private final Event<?> cause;
    private final PositionCloseRequested asked;
    private final Checks checks = new Checks();
    private final List<RiskEvent> verdicts = new ArrayList<>();

    private CloseRules(Account account, Event<?> cause, PositionCloseRequested asked) {
        this.account = account;
        this.cause = cause;
        this.asked = asked;
    }

    /** Returns the orders; a denial when there is nothing to order. */
    static List<RiskEvent> judge(Account account, Event<?> cause, PositionCloseRequested asked) {
        var rules = new CloseRules(account, cause, asked);
        rules.decide();
        return rules.verdicts;
    }

    private void decide() {
        InstrumentListed instrument = account.instruments().get(asked.symbol().name());
        Quantity reducible = account.holdings().stream().map(this::reducible).reduce(Quantity.ZERO, Quantity::plus);
        checks.holds(DenialReason.INSTRUMENT_UNKNOWN, instrument != null);
        checks.holds(DenialReason.NO_POSITION_TO_REDUCE, !reducible.isZero());
        if (instrument == null || checks.denial().isPresent()) {
            verdicts.add(denied());
            return;
        }
        Quantity left = asked.quantity();
        for (Holding holding : account.holdings()) {
            Quantity taken = reducible(holding).min(left).min(instrument.maxQuantity());
            if (!taken.isZero()) {
                left = left.minus(taken);
                verdicts.add(approved(holding.strategyId(), taken, instrument));
            }
        }
    }

    private Quantity reducible(Holding holding) {
        return holding.isOf(asked.symbol(), asked.direction())
                ? account.reducible(holding.strategyId(), asked.symbol(), asked.direction())
                : Quantity.ZERO;
    }

    private OrderApproved approved(String strategyId, Quantity quantity, InstrumentListed instrument) {
        return new OrderApproved(
                account.sessionId(),
                orderId(strategyId),
                strategyId,
                asked.symbol(),
                asked.requestId(),
                cause.id(),
                Purpose.EMERGENCY_EXIT,
                asked.direction().exitSide(),
                asked.direction(),
                quantity,
                instrument.contractSize(),
                null,
                1,
                asked.price(),
                0,
                null,
                Usdt.ZERO,
                checks.made());
    }

    private OrderDenied denied() {
        String nobody = CorrectionAccounting.EXTERNAL;
        return new OrderDenied(
                account.sessionId(),
                orderId(nobody),
                nobody,
                asked.symbol(),
                asked.requestId(),
                cause.id(),
                Purpose.EMERGENCY_EXIT,
                checks.denial().orElseThrow(),
                checks.made());
    }

    private String orderId(String strategyId) {
        return OrderIds.forSignal(cause.id() + "/" + strategyId);
    }
}
