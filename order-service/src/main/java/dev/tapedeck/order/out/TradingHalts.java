package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.order.core.OrderCommand;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trading states as the log has them, which bind at once, and what is not acknowledged yet. The newest of a scope counts, in whatever order a table that is read again
 * brings them. Owned by the desk's event loop.
 */
final class TradingHalts {
    private record CellScope(int cell, String key) {}

    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<CellScope, OrderCommand.Obey> unacknowledged = new LinkedHashMap<>();

    /** Notes a state for a cell. Returns whether it is the newest of its scope. */
    boolean note(int cell, Event<?> event, TradingStateChanged changed) {
        String key = changed.scope().key(changed.scopeId());
        if (event.sequence() < sequences.getOrDefault(key, 0L)) {
            return false;
        }
        sequences.put(key, event.sequence());
        states.put(key, changed.state());
        unacknowledged.put(
                new CellScope(cell, key),
                new OrderCommand.Obey(cell, event.id(), changed.scope(), changed.scopeId(), changed.state()));
        return true;
    }

    /** Returns the strictest state that binds the order. Orders that reduce are bound by none. */
    State of(OpenOrder order) {
        var what = order.order;
        return order.reduces()
                ? State.ACTIVE
                : TradingStateEvent.strictest(states, what.sessionId(), what.strategyId(), what.symbol());
    }

    boolean hasUnacknowledged() {
        return !unacknowledged.isEmpty();
    }

    /** Hands over what is to be acknowledged, and forgets it. */
    List<OrderCommand.Obey> takeUnacknowledged() {
        List<OrderCommand.Obey> all = List.copyOf(unacknowledged.values());
        unacknowledged.clear();
        return all;
    }

    void forgetCell(int cell) {
        unacknowledged.keySet().removeIf(scope -> scope.cell() == cell);
    }
}
