package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.positionsync.core.PositionCommand.Flattening;
import dev.tapedeck.positionsync.core.PositionCommand.Terms;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the log's tables say now. May be asked by any thread. */
public interface LogView {
    /** Returns the running sessions and the cells that they belong to. */
    Map<String, Integer> runningSessions();

    /** Returns absent when the session does not run. */
    @Nullable
    Terms termsOf(String sessionId);

    /** Returns the trading states that flatten something. */
    List<Flattening> flattenings();

    /** Returns coins in one contract; absent for a symbol that was never listed. */
    @Nullable
    BigDecimal contractSize(Symbol symbol);
}
