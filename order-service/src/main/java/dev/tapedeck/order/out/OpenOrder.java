package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.order.core.OrderCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the desk remembers of an order while it is not over. Owned by the desk's event loop. */
final class OpenOrder {
    final int cell;
    final OrderApproved order;
    final Instant intendedAt;
    final String intentId;

    int attempts;
    /** A request may have left and no word came back, so "absent" needs the horizon to be a proof. */
    boolean unheard = true;

    /** The venue said that no order exists and that a later attempt may succeed. */
    boolean mayGoAgain;

    boolean requestUnderWay;
    long lastSentNanos;
    long lastAskedNanos;

    @Nullable
    String venueOrderId;

    Quantity filled = Quantity.ZERO;
    /** An end that waits for deals. */
    OrderCommand.@Nullable End end;

    OpenOrder(int cell, OrderApproved order, Instant intendedAt, String intentId) {
        this.cell = cell;
        this.order = order;
        this.intendedAt = intendedAt;
        this.intentId = intentId;
    }
}
