package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the order core is told: approvals and commands from the log, what the venue said, and what the desk cannot do now. */
public sealed interface OrderCommand {
    /** A command about one order, which is named by its client order id. */
    sealed interface OfOrder extends OrderCommand {
        String orderId();
    }

    /** Risk approved the order, as part of the episode that {@code correlationId} names. */
    record Approve(OrderApproved order, @Nullable String correlationId) implements OfOrder {
        @Override
        public String orderId() {
            return order.orderId();
        }
    }

    /** The request is leaving. */
    record StartSubmission(String orderId, int attempt) implements OfOrder {}

    /** The venue has an order under this id. */
    record Acknowledge(String orderId, String venueOrderId) implements OfOrder {}

    /** The venue refused, definitively. */
    record Reject(String orderId, RejectionReason reason, int venueCode, String message) implements OfOrder {}

    /** The request left and no answer says what became of it. */
    record LoseTrack(String orderId, UnknownCause cause, String detail) implements OfOrder {}

    /** The venue was asked long enough after the request could have arrived and knows no such order. */
    record ProveAbsent(String orderId, String evidence) implements OfOrder {}

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
            implements OfOrder {}

    /**
     * The order ended at the venue.
     *
     * @param filled what the venue executed of it; the end is applied when all of that has come as deals
     * @param refused whether the venue took the order at first and found it invalid later
     * @param reason the nearest of our reasons
     */
    record End(
            String orderId,
            String venueOrderId,
            Quantity filled,
            boolean refused,
            RejectionReason reason,
            int venueCode,
            String text)
            implements OfOrder {}

    /**
     * The order cannot go now and is surely not at the venue.
     *
     * @param detail the numbers that were compared
     */
    record Hold(String orderId, QueueCause cause, String detail) implements OfOrder {}

    /**
     * The way is free for an order that waits.
     *
     * @param attempt of the request that follows
     * @param price what the market has now; absent for orders that reduce, which go at any price
     */
    record Release(String orderId, int attempt, @Nullable Price price) implements OfOrder {}

    /** The order is surely not at the venue and must not go any more. */
    record Drop(String orderId, ExpiryCause cause, String detail) implements OfOrder {}

    /** An operator wants the order cancelled. */
    record RequestCancel(String orderId, String user) implements OfOrder {}

    /**
     * A trading state is in force, and no entry that it forbids is under way to the venue any more.
     *
     * @param cell that obeys
     * @param decisionId id of the event that decided it
     */
    record Obey(int cell, String decisionId, Scope scope, String scopeId, State state) implements OrderCommand {}

    /**
     * What is known of the venue.
     *
     * @param number tells this news from every other
     * @param started whether whoever says it has only begun: that is news also when nothing else is, since others compare what may have been missed
     */
    record NoteVenue(String number, VenueStatusChanged status, boolean started) implements OrderCommand {}
}
