package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.gateway.core.CommandOutcome.Obedience;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last state of every scope, and which cells obey it. */
final class TradingStates {
    private final Map<String, Event<?>> byScope = new TreeMap<>();
    private final BoundedMap<String, AcknowledgementView> acknowledgements;

    TradingStates(int capacity) {
        this.acknowledgements = new BoundedMap<>(capacity);
    }

    void changed(TradingStateChanged state, Event<?> event) {
        byScope.put(state.scope().key(state.scopeId()), event);
    }

    AcknowledgementView acknowledged(TradingStateAcknowledged said, Event<?> event, Instant recordedAt) {
        AcknowledgementView view = AcknowledgementView.of(said, recordedAt);
        acknowledgements.put(event.subject(), view);
        return view;
    }

    @Nullable
    Event<?> find(Scope scope, String scopeId) {
        return byScope.get(scope.key(scopeId));
    }

    /** Returns how many cells obey a decision; fewer again once another one of its scope is obeyed. */
    Obedience obedience(String decisionId) {
        int cells = AcknowledgementView.CELLS.values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        long obeying = acknowledgements.values().stream()
                .filter(one -> one.decisionId().equals(decisionId))
                .count();
        return new Obedience(cells, (int) obeying);
    }

    List<Event<?>> all() {
        return List.copyOf(byScope.values());
    }

    List<AcknowledgementView> acknowledgements() {
        return List.copyOf(acknowledgements.values());
    }
}
