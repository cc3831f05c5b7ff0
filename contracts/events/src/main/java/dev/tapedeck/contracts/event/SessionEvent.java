package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;

/** Trading sessions. Topic {@code sessions}, compacted, key and subject: the session. */
public sealed interface SessionEvent extends EventData {
    enum Mode {
        PAPER,
        LIVE
    }

    enum State {
        RUNNING,
        STOPPED
    }

    /** The session as it is now, complete: the last of these is all that a reader needs. */
    record SessionChanged(
            String sessionId,
            Mode mode,
            State state,
            List<Symbol> symbols,
            List<StrategyDefinition> strategies,
            Usdt initialBalance,
            RiskLimits limits,
            String reason)
            implements SessionEvent {
        public SessionChanged {
            symbols = List.copyOf(symbols);
            strategies = List.copyOf(strategies);
        }
    }
}
