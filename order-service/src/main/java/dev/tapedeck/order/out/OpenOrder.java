package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.order.core.OrderCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the desk remembers of an order while it is not over. Owned by the desk's event loop. */
final class OpenOrder {
    /** Where the order is, for all that the desk knows. */
    enum Stand {
        /** Surely not at the venue; wants to go. */
        AWAY,
        /** The core was asked whether it may go now. */
        RELEASING,
        /** Surely not at the venue, and the core was told that it is over: whatever frees the way now, it must not go. */
        ENDING,
        /** A request may have left, and no word of the venue came back. */
        SENT,
        /** The venue has it. */
        HEARD
    }

    final int cell;
    final OrderApproved order;
    final Instant intendedAt;
    final String intentId;

    /** Changed by {@link OpenOrders#move} alone, which keeps the orders by where they are. */
    Stand stand = Stand.AWAY;
    /** Later orders have higher numbers. */
    long number;

    int attempts;
    /** The log says that it waits. */
    @Nullable
    QueueCause queuedFor;
    /** When it stops being worth sending, on our clock; absent for never. */
    @Nullable
    Instant expiresAt;
    /** Not to be tried before, after the venue asked for a later attempt. */
    long notBeforeNanos;

    int failures;
    boolean cancelRequested;
    boolean requestUnderWay;
    long lastSentNanos;
    long lastAskedNanos;

    @Nullable
    String venueOrderId;

    Quantity filled = Quantity.ZERO;
    /** An end that waits for deals. */
    OrderCommand.@Nullable End end;

    OpenOrder(int cell, OrderApproved order, Instant intendedAt, String intentId, long nowNanos) {
        this.cell = cell;
        this.order = order;
        this.intendedAt = intendedAt;
        this.intentId = intentId;
        this.notBeforeNanos = nowNanos;
    }

    String id() {
        return order.orderId();
    }

    /** Returns whether it only reduces a position: such an order goes first and never expires. */
    boolean reduces() {
        return order.purpose().reducesOnly();
    }
}
