package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that a user wants; every part was checked on its own.
 *
 * @param sessionId the id that it is to have; absent when the gateway is to name it
 */
public record SessionOrder(
        String user,
        @Nullable String sessionId,
        Mode mode,
        List<Symbol> symbols,
        List<StrategyDefinition> strategies,
        Usdt initialBalance,
        RiskLimits limits) {
    public SessionOrder {
        symbols = List.copyOf(symbols);
        strategies = List.copyOf(strategies);
    }
}
