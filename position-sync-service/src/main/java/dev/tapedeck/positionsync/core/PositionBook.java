package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The positions of one partition and, in the first, what trading is allowed. Immutable.
 *
 * @param positions by {@code session/symbol/direction}
 * @param tradingStates by {@code scope/scopeId}; a scope that was never set is not there and allows everything
 */
public record PositionBook(Map<String, PositionChanged> positions, Map<String, TradingStateChanged> tradingStates) {
    static final PositionBook EMPTY = new PositionBook(Map.of(), Map.of());

    static String key(String sessionId, Symbol symbol, Direction direction) {
        return sessionId + "/" + symbol + "/" + direction;
    }

    @Nullable
    PositionChanged position(String sessionId, Symbol symbol, Direction direction) {
        return positions.get(key(sessionId, symbol, direction));
    }

    List<PositionChanged> ofSession(String sessionId) {
        return positions.values().stream()
                .filter(position -> position.sessionId().equals(sessionId))
                .toList();
    }

    PositionBook with(PositionChanged position) {
        var copy = new TreeMap<>(positions);
        copy.put(key(position.sessionId(), position.symbol(), position.direction()), position);
        return new PositionBook(copy, tradingStates);
    }

    PositionBook with(TradingStateChanged state) {
        var copy = new TreeMap<>(tradingStates);
        copy.put(TradingStates.key(state.scope(), state.scopeId()), state);
        return new PositionBook(positions, copy);
    }
}
