package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether trading is allowed. Topic {@code trading-state}, compacted, key and subject: {@code scope/scopeId}. */
public sealed interface TradingStateEvent extends EventData {
    /** Who decides when nobody asked. */
    String WATCHDOG = "watchdog";

    enum Scope {
        GLOBAL,
        SESSION,
        STRATEGY,
        SYMBOL;

        /** Returns {@code scope/scopeId}, under which the state of a scope is kept everywhere. */
        public String key(String scopeId) {
            return this + "/" + scopeId;
        }
    }

    enum State {
        ACTIVE,
        /** Exits only. */
        REDUCING,
        /** Nothing. */
        HALTED
    }

    /**
     * Trading was allowed, reduced or halted in a scope.
     *
     * @param flatten whether all positions of the scope are closed until it is set otherwise
     * @param who the user or {@link #WATCHDOG}
     * @param until when it ends by itself; absent for until further notice
     */
    record TradingStateChanged(
            Scope scope,
            String scopeId,
            State state,
            boolean flatten,
            String who,
            String why,
            @Nullable Instant until) implements TradingStateEvent {
        /**
         * Returns whether it binds what a strategy does on a symbol. A strategy is named by its id, in every session, or by {@code session/strategy}.
         *
         * @param strategyId absent for what no strategy of ours does
         */
        public boolean binds(String sessionId, @Nullable String strategyId, Symbol symbol) {
            return switch (scope) {
                case GLOBAL -> true;
                case SESSION -> sessionId.equals(scopeId);
                case STRATEGY -> scopeId.equals(strategyId) || scopeId.equals(sessionId + "/" + strategyId);
                case SYMBOL -> symbol.name().equals(scopeId);
            };
        }
    }

    /**
     * Returns the strictest state that binds a strategy's order on a symbol. A strategy is named by its id, in every session, or by {@code session/strategy}.
     *
     * @param states by {@link Scope#key}; a scope that is absent allows everything
     */
    static State strictest(Map<String, State> states, String sessionId, String strategyId, Symbol symbol) {
        if (states.isEmpty()) {
            return State.ACTIVE;
        }
        Stream<String> global = states.keySet().stream().filter(key -> key.startsWith(Scope.GLOBAL.key("")));
        Stream<String> own = Stream.of(
                Scope.SESSION.key(sessionId),
                Scope.STRATEGY.key(strategyId),
                Scope.STRATEGY.key(sessionId + "/" + strategyId),
                Scope.SYMBOL.key(symbol.name()));
        return Stream.concat(global, own)
                .map(key -> states.getOrDefault(key, State.ACTIVE))
                .max(Enum::compareTo)
                .orElse(State.ACTIVE);
    }
}
