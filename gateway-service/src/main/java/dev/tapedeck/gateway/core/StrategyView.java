package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one strategy instance is.
 *
 * @param pausedBy everything that keeps it from detecting and entering; empty when nothing does
 * @param since event time of the last transition
 */
public record StrategyView(
        String sessionId,
        String strategyId,
        Symbol symbol,
        StrategyState state,
        List<PauseCause> pausedBy,
        Instant since,
        @Nullable String episodeId) {

    static StrategyView of(SignalRaised raised, @Nullable StrategyView before, Instant at) {
        List<PauseCause> pausedBy = before == null ? List.of() : before.pausedBy;
        return new StrategyView(
                raised.sessionId(),
                raised.strategyId(),
                raised.symbol(),
                raised.to(),
                pausedBy,
                at,
                raised.episodeId());
    }

    static StrategyView of(StrategyStateChanged changed, Instant at) {
        return new StrategyView(
                changed.sessionId(),
                changed.strategyId(),
                changed.symbol(),
                changed.to(),
                changed.pausedBy(),
                at,
                changed.episodeId());
    }
}
