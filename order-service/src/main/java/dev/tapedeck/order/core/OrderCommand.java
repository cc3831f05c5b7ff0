package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the order core is told: approvals from the log, and what the venue said. Orders are named by their client order id. */
public sealed interface OrderCommand {
    String orderId();

    /** Risk approved the order, as part of the episode that {@code correlationId} names. */
    record Approve(OrderApproved order, @Nullable String correlationId) implements OrderCommand {
        @Override
        public String orderId() {
            return order.orderId();
        }
    }

    /** The request is leaving. */
    record StartSubmission(String orderId, int attempt) implements OrderCommand {}

    /** The venue has an order under this id. */
    record Acknowledge(String orderId, String venueOrderId) implements OrderCommand {}

    /** The venue refused, definitively. */
    record Reject(String orderId, RejectionReason reason, int venueCode, String message) implements OrderCommand {}

    /** The request left and no answer says what became of it. */
    record LoseTrack(String orderId, UnknownCause cause, String detail) implements OrderCommand {}

    /** The venue was asked long enough after the request could have arrived and knows no such order. */
    record ProveAbsent(String orderId, String evidence) implements OrderCommand {}

    /**
     * The venue executed part of the order.
     *
     * @param at venue time
     */
    record ApplyDeal(
            String orderId,
            String venueOrderId,
            String dealId,
            Price price,
            Quantity quantity,
            Usdt fee,
            boolean taker,
            Instant at)
            implements OrderCommand {}

    /**
     * The order ended at the venue.
     *
     * @param filled what the venue executed of it; the end is applied when all of that has come as deals
     * @param reason the nearest of our reasons
     */
    record End(String orderId, String venueOrderId, Quantity filled, RejectionReason reason, int venueCode, String text)
            implements OrderCommand {}
}
