package dev.tapedeck.venue;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known after an order was sent. Only {@link Refused} and {@link Retryable} say that there is no order; after {@link Unknown} only
 * evidence does.
 */
public sealed interface PlacementReply {
    /**
     * The venue has an order under this client id: a new one, or, from a venue that answers a repeat with the first order's id, the one placed before.
     * Not yet the verdict: the order may still end unfilled.
     */
    record Accepted(String venueOrderId, @Nullable Instant venueTime) implements PlacementReply {}

    /** An earlier request with this client id arrived; the order is to be looked up, never sent again. */
    record AlreadyPlaced(int code, String detail, @Nullable String venueOrderId) implements PlacementReply {}

    /** The venue said no, definitively. */
    record Refused(RejectionReason reason, int code, String message) implements PlacementReply {}

    /**
     * No order exists and a later attempt may succeed.
     *
     * @param reason RATE_LIMITED, VENUE_UNAVAILABLE or CLOCK_SKEW
     * @param code the venue's code or the HTTP status, 0 when no byte left
     */
    record Retryable(RejectionReason reason, int code, String message) implements PlacementReply {}

    /** An order may exist. */
    record Unknown(UnknownCause cause, String detail) implements PlacementReply {}
}
