package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.kit.decide.Draft;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Whether trading is allowed, per scope. What an operator asks for holds at once, until its time is over or somebody asks for something else; asking for what holds already changes nothing, save that a strategy goes on. */
final class TradingStates {
    private TradingStates() {}

    static List<Draft> decide(PositionBook book, PositionCommand.DecideTradingState command) {
        SetTradingState asked = command.asked();
        String key = asked.scope().key(asked.scopeId());
        var wanted = new TradingStateChanged(
                asked.scope(),
                asked.scopeId(),
                asked.state(),
                asked.flatten(),
                asked.user(),
                asked.why(),
                asked.until());
        TradingStateChanged known = book.tradingStates().get(key);
        if (known != null && holds(known, wanted)) {
            return List.of();
        }
        return List.of(new Draft(command.commandId() + "/decided", key, key, null, wanted));
    }

    /** Returns the end of what was to last until now. */
    static List<Draft> lapsed(PositionBook book, Instant at) {
        return book.tradingStates().values().stream()
                .filter(state -> state.until() != null && !at.isBefore(state.until()))
                .map(TradingStates::over)
                .toList();
    }

    private static Draft over(TradingStateChanged state) {
        String key = state.scope().key(state.scopeId());
        return new Draft(
                "watchdog/" + key + "/until/" + state.until(),
                key,
                key,
                null,
                new TradingStateChanged(
                        state.scope(),
                        state.scopeId(),
                        State.ACTIVE,
                        false,
                        TradingStateEvent.WATCHDOG,
                        "over, as " + state.who() + " said: " + state.why(),
                        null));
    }

    /** A strategy that is to go on is always told: risk may have disabled it by itself, whatever its trading state. */
    private static boolean holds(TradingStateChanged known, TradingStateChanged wanted) {
        boolean enables = wanted.scope() == Scope.STRATEGY && wanted.state() == State.ACTIVE;
        return !enables
                && known.state() == wanted.state()
                && known.flatten() == wanted.flatten()
                && Objects.equals(known.until(), wanted.until());
    }
}
