package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;

/** A session that a user wants; every part was checked on its own. */
public record SessionOrder(
        String user,
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
