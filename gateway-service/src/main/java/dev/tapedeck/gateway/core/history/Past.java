package dev.tapedeck.gateway.core.history;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.Optional;

/** What history already has of something that goes on. Asked when this process does not know it any more, or not yet. */
public interface Past {
    /** Returns the order's events of its life that are in the history, oldest first. */
    List<Event<?>> orderEvents(String orderId);

    /** Returns the last episode of the position, open or closed. */
    Optional<PositionEpisode> position(String sessionId, Symbol symbol, Direction direction);
}
