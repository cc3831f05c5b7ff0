package dev.tapedeck.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether trading is allowed. Topic {@code trading-state}, compacted, key and subject: {@code scope/scopeId}. */
public sealed interface TradingStateEvent extends EventData {
    enum Scope {
        GLOBAL,
        SESSION,
        STRATEGY,
        SYMBOL
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
     * @param who the user or the watchdog
     * @param until absent for until further notice
     */
    record TradingStateChanged(
            Scope scope,
            String scopeId,
            State state,
            boolean flatten,
            String who,
            String why,
            @Nullable Instant until) implements TradingStateEvent {}
}
