package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command, as far as it is on the log.
 *
 * @param command as it was asked
 * @param events what it led to at once; of a trading state or a session that is so already, or was set otherwise meanwhile, the event that says so
 * @param orders the order that it cancels, or those that close the position, as they are now
 * @param obedience of a decided trading state
 */
public record CommandOutcome(
        String commandId,
        State state,
        Event<?> command,
        List<Event<?>> events,
        List<OrderView> orders,
        @Nullable Obedience obedience) {

    /** Whether there is more to come. */
    public enum State {
        PENDING,
        /** A session or an alert is as it was asked, a trading state is obeyed by all cells or was set otherwise, the orders of a cancel or a close are over. */
        DONE
    }

    /** How many of the cells that must obey a decision said that they do. */
    public record Obedience(int cells, int obeying) {}
}
