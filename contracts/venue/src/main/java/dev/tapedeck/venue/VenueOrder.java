package dev.tapedeck.venue;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as the venue has it.
 *
 * @param clientOrderId absent when the order was not placed with one
 * @param filled contracts so far; may be more than zero in every state
 * @param averagePrice of what was filled, absent when nothing was
 * @param ended why it was cancelled or found invalid, absent otherwise
 * @param version grows with every change of the order; 0 when the venue sent none
 */
public record VenueOrder(
        String venueOrderId,
        @Nullable String clientOrderId,
        Symbol symbol,
        Side side,
        Direction direction,
        State state,
        Quantity quantity,
        Quantity filled,
        @Nullable Price averagePrice,
        int leverage,
        @Nullable Ended ended,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public enum State {
        /** Accepted, not yet in the book. */
        PENDING,
        /** In the book, perhaps partly filled. */
        OPEN,
        FILLED,
        CANCELLED,
        /** Accepted at first and refused later. */
        INVALID;

        public boolean isFinal() {
            return this == FILLED || this == CANCELLED || this == INVALID;
        }
    }

    /**
     * Why an order ended before it was filled.
     *
     * @param code the venue's
     * @param text the venue's name for the code
     * @param rejection the nearest of our reasons
     */
    public record Ended(int code, String text, RejectionReason rejection) {}
}
