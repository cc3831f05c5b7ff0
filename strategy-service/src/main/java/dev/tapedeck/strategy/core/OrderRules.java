package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SignalEvent.NearMissReason;
import dev.tapedeck.contracts.event.SignalEvent.StrategyPositionChanged;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.strategy.core.Episode.Closing;
import dev.tapedeck.strategy.core.StrategyInstance.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the orders of an instance. Its own state tells whether an outcome is news: an order that it does not wait for changes nothing. */
final class OrderRules {
    private OrderRules() {}

    /** The order ended without a fill. */
    static void entryFailed(InstanceDecision decision, String orderId, TransitionReason reason, String detail) {
        StrategyInstance instance = decision.instance();
        Episode episode = instance.episode();
        if (instance.state() == StrategyState.ENTRY_EVALUATION
                && episode != null
                && episode.entry() != null
                && orderId.equals(episode.entry().orderId())) {
            decision.nearMiss(nearMiss(reason), List.of(), detail);
            decision.change(StrategyState.COOLDOWN, reason, detail);
        }
    }

    private static NearMissReason nearMiss(TransitionReason reason) {
        return switch (reason) {
            case ENTRY_DENIED -> NearMissReason.ENTRY_DENIED;
            case ENTRY_REJECTED -> NearMissReason.ENTRY_REJECTED;
            case ENTRY_EXPIRED -> NearMissReason.ENTRY_EXPIRED;
            case ENTRY_CANCELLED -> NearMissReason.ENTRY_CANCELLED;
            default -> throw new IllegalArgumentException("expected the failure of an entry, was " + reason);
        };
    }

    /** The order ended; what is left of the position, if anything, needs another. */
    static void exitFailed(InstanceDecision decision, String orderId, String detail) {
        StrategyInstance instance = decision.instance();
        Closing closing = instance.episode() == null ? null : instance.episode().closing();
        if (instance.state() == StrategyState.CLOSE_EVALUATION
                && closing != null
                && !closing.failed()
                && orderId.equals(closing.orderId())) {
            decision.change(StrategyState.CLOSE_EVALUATION, TransitionReason.EXIT_FAILED, detail);
        }
    }

    /** A fill counts in any state: an entry that fills late opens a position all the same. */
    static void filled(InstanceDecision decision, FillRecorded fill) {
        StrategyInstance instance = decision.instance();
        boolean reduces = fill.purpose().reducesOnly();
        if (instance.recentFills().contains(fill.fillId())
                || fill.quantity().isZero()
                || (reduces && instance.position() == null)) {
            return;
        }
        if (reduces) {
            reduce(decision, fill);
        } else {
            add(decision, fill);
        }
    }

    /** The venue holds less than the fills made: others closed it, or the venue did. What is gone needs no exit any more. */
    static void corrected(InstanceDecision decision, String correctionId, PositionCorrected correction) {
        StrategyInstance instance = decision.instance();
        Position before = instance.position();
        Episode episode = instance.episode();
        if (before == null
                || episode == null
                || before.direction() != correction.direction()
                || correction.after().compareTo(before.quantity()) >= 0) {
            return;
        }
        Quantity quantity = correction.after();
        decision.emit(
                "correction",
                new StrategyPositionChanged(
                        instance.sessionId(),
                        instance.definition().id(),
                        instance.definition().version(),
                        instance.symbol(),
                        episode.id(),
                        correctionId,
                        Purpose.EMERGENCY_EXIT,
                        before.direction(),
                        quantity,
                        quantity.isZero() ? null : before.averageEntryPrice()));
        if (quantity.isZero()) {
            decision.change(
                    decision.instance().running() ? StrategyState.EXITED : StrategyState.INACTIVE,
                    TransitionReason.POSITION_CLOSED_ELSEWHERE,
                    correction.kind() + ": " + correction.evidence());
        }
    }

    private static void add(InstanceDecision decision, FillRecorded fill) {
        Position before = decision.instance().position();
        Quantity quantity = before == null ? fill.quantity() : before.quantity().plus(fill.quantity());
        emit(decision, fill, quantity, average(before, fill, quantity));
        StrategyState state = decision.instance().state();
        if (state != StrategyState.POSITION_ACTIVE && state != StrategyState.CLOSE_EVALUATION) {
            decision.change(StrategyState.POSITION_ACTIVE, TransitionReason.ENTRY_FILLED, detail(fill));
        }
    }

    private static Price average(@Nullable Position before, FillRecorded fill, Quantity quantity) {
        if (before == null) {
            return fill.price();
        }
        BigDecimal paid = before.averageEntryPrice()
                .value()
                .multiply(before.quantity().contracts())
                .add(fill.price().value().multiply(fill.quantity().contracts()));
        return new Price(paid.divide(quantity.contracts(), MathContext.DECIMAL64));
    }

    private static void reduce(InstanceDecision decision, FillRecorded fill) {
        Position before = decision.instance().position();
        if (before == null) {
            return;
        }
        Quantity quantity = before.quantity().minus(before.quantity().min(fill.quantity()));
        emit(decision, fill, quantity, quantity.isZero() ? null : before.averageEntryPrice());
        if (quantity.isZero()) {
            boolean ours = decision.instance().state() == StrategyState.CLOSE_EVALUATION;
            decision.change(
                    decision.instance().running() ? StrategyState.EXITED : StrategyState.INACTIVE,
                    ours ? TransitionReason.EXIT_FILLED : TransitionReason.POSITION_CLOSED_ELSEWHERE,
                    detail(fill));
        }
    }

    private static void emit(
            InstanceDecision decision, FillRecorded fill, Quantity quantity, @Nullable Price averageEntryPrice) {
        StrategyInstance instance = decision.instance();
        decision.emit(
                "fill",
                new StrategyPositionChanged(
                        instance.sessionId(),
                        instance.definition().id(),
                        instance.definition().version(),
                        instance.symbol(),
                        fill.episodeId(),
                        fill.fillId(),
                        fill.purpose(),
                        instance.position() == null
                                ? fill.direction()
                                : instance.position().direction(),
                        quantity,
                        averageEntryPrice));
    }

    private static String detail(FillRecorded fill) {
        return (fill.purpose() == Purpose.ENTRY ? "entered" : "left") + " at " + fill.price() + " with order "
                + fill.orderId();
    }
}
