package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.PositionEvent.FlattenProgressed;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.TradingStateApplied;
import dev.tapedeck.contracts.event.RiskEvent.WarningChanged;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest event of each thing that holds until something else is said of it: reconciliations, mismatches, disabled strategies, triggered protections. */
final class Notes {
    private final BoundedMap<String, Event<?>> byThing;

    Notes(int capacity) {
        this.byThing = new BoundedMap<>(capacity);
    }

    void add(PositionEvent position, Event<?> event) {
        switch (position) {
            case PositionsReconciled ignored -> put(event.subject(), event);
            case PositionMismatched ignored -> put(event.subject(), event);
            case PositionMismatchResolved ignored -> put(event.subject(), event);
            case FlattenProgressed ignored -> put(event.subject(), event);
            case MarginLevelChanged ignored -> put(event.subject(), event);
            default -> {
                // Positions are views of their own, and the rest is history.
            }
        }
    }

    void add(RiskEvent risk, Event<?> event) {
        String thing = thing(risk);
        if (thing != null) {
            put(risk.sessionId() + "/" + thing, event);
        }
    }

    List<Event<?>> all() {
        return List.copyOf(byThing.values());
    }

    private static @Nullable String thing(RiskEvent risk) {
        return switch (risk) {
            case StrategyDisabled disabled -> "disabled/" + disabled.strategyId();
            case TradingStateApplied applied when applied.scope() == Scope.STRATEGY -> "applied/" + applied.scopeId();
            case ProtectionTriggered triggered ->
                "protected/" + triggered.strategyId() + "/" + triggered.kind() + "/" + triggered.symbol();
            case WarningChanged warned -> "warned/" + warned.warning() + "/" + warned.subject();
            default -> null;
        };
    }

    private void put(String thing, Event<?> event) {
        byThing.remove(thing);
        byThing.put(thing, event);
    }
}
