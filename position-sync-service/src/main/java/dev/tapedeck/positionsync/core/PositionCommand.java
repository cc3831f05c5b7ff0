package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the core is told. */
public sealed interface PositionCommand {
    /** An execution of one of our orders. */
    record ApplyFill(
            String eventId, FillRecorded fill, @Nullable String correlationId) implements PositionCommand {}

    /**
     * What the venue holds for the session's account: everything, so that what is not in it is not held. The time of the command is our clock just before the venue was asked.
     *
     * @param running whether the session runs: what the venue holds beyond our positions is then its own, else somebody else's
     * @param number counts the answers of this process, so that each leads to ids of its own
     * @param histories what orders did lately, newest first, of the symbols whose truths differed before; a symbol that is absent was not asked about, or in vain
     * @param strangers orders that rest at the venue and are not ours
     * @param reconcileFor why the comparison is to be confirmed on the log, absent when nobody waits for it
     */
    record CompareWithVenue(
            String sessionId,
            boolean running,
            String number,
            List<Held> held,
            Map<Symbol, List<VenueAction>> histories,
            List<Stranger> strangers,
            @Nullable String reconcileFor)
            implements PositionCommand {}

    /** An order at the venue that is not ours. */
    record Stranger(String orderId, Symbol symbol, Direction direction, Quantity quantity) {}

    /** An operator wants trading allowed, reduced or halted. */
    record DecideTradingState(String commandId, SetTradingState asked) implements PositionCommand {}

    /** One position at the venue. */
    record Held(Symbol symbol, Direction direction, int leverage, VenuePosition position) {}
}
