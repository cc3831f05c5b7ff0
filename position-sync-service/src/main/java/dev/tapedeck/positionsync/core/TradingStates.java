package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.kit.decide.Draft;
import java.util.List;
import java.util.Objects;

/** Whether trading is allowed, per scope. What an operator asks for holds at once, until somebody asks for something else; asking for what holds already changes nothing. */
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

    private static boolean holds(TradingStateChanged known, TradingStateChanged wanted) {
        return known.state() == wanted.state()
                && known.flatten() == wanted.flatten()
                && Objects.equals(known.until(), wanted.until());
    }
}
