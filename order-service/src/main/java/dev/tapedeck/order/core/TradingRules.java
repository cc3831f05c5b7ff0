package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import java.util.Map;
import java.util.stream.Stream;

/** Which trading states bind an order. */
public final class TradingRules {
    private TradingRules() {}

    public static String key(Scope scope, String scopeId) {
        return scope + "/" + scopeId;
    }

    /**
     * Returns the strictest state that binds the order.
     *
     * @param states by {@link #key}; a scope that is absent allows everything
     */
    public static State strictest(Map<String, State> states, OrderApproved order) {
        Stream<String> global = states.keySet().stream().filter(key -> key.startsWith(Scope.GLOBAL + "/"));
        Stream<String> own = Stream.of(
                key(Scope.SESSION, order.sessionId()),
                key(Scope.STRATEGY, order.strategyId()),
                key(Scope.STRATEGY, order.sessionId() + "/" + order.strategyId()),
                key(Scope.SYMBOL, order.symbol().name()));
        return Stream.concat(global, own)
                .map(key -> states.getOrDefault(key, State.ACTIVE))
                .max(Enum::compareTo)
                .orElse(State.ACTIVE);
    }
}
