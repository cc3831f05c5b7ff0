package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevel;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.kit.decide.AlertDraft;
import dev.tapedeck.kit.decide.Draft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of positions and of the watchdog's decisions a person should know. */
public final class SyncAlerts {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private SyncAlerts() {}

    public static List<Draft> of(Event<?> event) {
        return switch (event.data()) {
            case PositionMismatched mismatch -> List.of(mismatched(event, mismatch));
            case MarginLevelChanged margin when margin.level() != MarginLevel.SAFE -> List.of(margin(event, margin));
            case TradingStateChanged state
            when state.who().equals(TradingStateEvent.WATCHDOG) && state.state() == State.HALTED ->
                List.of(halted(event, state));
            default -> List.of();
        };
    }

    private static Draft mismatched(Event<?> event, PositionMismatched mismatch) {
        return AlertDraft.of(
                Service.POSITION_SYNC,
                event,
                mismatch.sessionId(),
                severity(mismatch.kind()),
                "PositionMismatch",
                mismatch.symbol() + " " + mismatch.direction() + ": " + mismatch.evidence(),
                Map.of(
                        "kind",
                        mismatch.kind().name(),
                        "own",
                        mismatch.own().toString(),
                        "venue",
                        mismatch.venue().toString()));
    }

    /** A stop that did its work, and a fill that is late, need no one to act at once. */
    private static Severity severity(MismatchKind kind) {
        return kind == MismatchKind.PROTECTIVE_STOP || kind == MismatchKind.MISSED_FILL
                ? Severity.WARNING
                : Severity.CRITICAL;
    }

    private static Draft margin(Event<?> event, MarginLevelChanged margin) {
        boolean critical = margin.level() == MarginLevel.CRITICAL;
        return AlertDraft.of(
                Service.POSITION_SYNC,
                event,
                margin.sessionId(),
                critical ? Severity.CRITICAL : Severity.WARNING,
                critical ? "MarginCritical" : "MarginLow",
                margin.symbol() + " " + margin.direction() + " has " + percent(margin.buffer())
                        + " of its margin left before liquidation, threshold " + percent(margin.threshold()),
                Map.of(
                        "buffer",
                        margin.buffer().toPlainString(),
                        "liquidationPrice",
                        text(margin.liquidationPrice()),
                        "markPrice",
                        text(margin.markPrice())));
    }

    private static Draft halted(Event<?> event, TradingStateChanged state) {
        return AlertDraft.of(
                Service.POSITION_SYNC,
                event,
                state.scope() == Scope.SESSION ? state.scopeId() : null,
                Severity.CRITICAL,
                "WatchdogHalted",
                "nothing is entered any more in " + state.scope() + " " + state.scopeId() + ": " + state.why(),
                Map.of("scope", state.scope().name(), "scopeId", state.scopeId()));
    }

    private static String percent(BigDecimal part) {
        return part.multiply(PERCENT).setScale(1, RoundingMode.HALF_EVEN).toPlainString() + " %";
    }

    private static String text(@Nullable Price price) {
        return price == null ? "unknown" : price.toString();
    }
}
