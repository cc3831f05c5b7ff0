package dev.tapedeck.order.out;

import dev.tapedeck.order.core.OrderCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hands what the venue said to the cell that owns the order. Safe for use by many threads; blocks while the cell is behind. */
@FunctionalInterface
public interface Submissions {
    /**
     * Queues a command for the cell.
     *
     * @param at venue time, or the time of the intent where the venue gave none
     * @param causationId id of the event that the request followed from
     */
    void submit(int cell, OrderCommand command, Instant at, @Nullable String causationId);
}
