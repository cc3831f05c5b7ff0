package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trading session and its money. The account is absent until risk opened it. */
public record SessionView(
        String sessionId,
        SessionEvent.Mode mode,
        SessionEvent.State state,
        List<Symbol> symbols,
        List<StrategyDefinition> strategies,
        Usdt initialBalance,
        RiskLimits limits,
        String reason,
        Instant startedAt,
        Instant changedAt,
        @Nullable Account account) {

    /**
     * What the account holds.
     *
     * @param at event time of the figures
     */
    public record Account(Usdt equity, Usdt free, Usdt reserved, Usdt margin, Usdt realisedToday, Instant at) {}
}
