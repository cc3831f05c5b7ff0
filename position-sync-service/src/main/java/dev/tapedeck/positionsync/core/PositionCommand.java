package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the core is told. */
public sealed interface PositionCommand {
    /** An execution of one of our orders. */
    record ApplyFill(
            String eventId, FillRecorded fill, @Nullable String correlationId) implements PositionCommand {}

    /**
     * What the venue holds for the session's account: everything, so that what is not in it is not held.
     *
     * @param number counts the answers of this process, so that each leads to ids of its own
     */
    record CompareWithVenue(String sessionId, String number, List<Held> held) implements PositionCommand {}

    /** An operator wants trading allowed, reduced or halted. */
    record DecideTradingState(String commandId, SetTradingState asked) implements PositionCommand {}

    /** One position at the venue. */
    record Held(Symbol symbol, Direction direction, int leverage, VenuePosition position) {}
}
