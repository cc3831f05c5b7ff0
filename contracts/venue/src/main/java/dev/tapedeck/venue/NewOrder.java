package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * An order to be placed, in hedge mode and with isolated margin. Side and direction together say whether it opens or closes: buying a long
 * opens, selling a long closes, so a closing order can never open the other side.
 *
 * @param clientOrderId 1 to 32 characters; the venue takes the same id only once
 * @param quantity in contracts, more than zero
 * @param limitPrice absent for a market order, present for the others
 * @param leverage at least 1
 * @param stopLossPrice protects what this order opens, at the venue, triggered by the fair price; only for opening orders
 */
public record NewOrder(
        String clientOrderId,
        Symbol symbol,
        Side side,
        Direction direction,
        Kind kind,
        Quantity quantity,
        @Nullable Price limitPrice,
        int leverage,
        @Nullable Price stopLossPrice) {
    public enum Kind {
        MARKET,
        LIMIT,
        /** What does not fill at once is cancelled. */
        IMMEDIATE_OR_CANCEL
    }

    public NewOrder {
        require(
                !clientOrderId.isEmpty() && clientOrderId.length() <= 32,
                "clientOrderId must have 1 to 32 characters",
                clientOrderId);
        require(!quantity.isZero(), "quantity must be > 0", clientOrderId);
        require(leverage >= 1, "leverage must be >= 1", clientOrderId);
        require(
                (limitPrice == null) == (kind == Kind.MARKET),
                "limitPrice must be given unless the kind is MARKET",
                clientOrderId);
        require(
                stopLossPrice == null || side == direction.entrySide(),
                "stopLossPrice is only for opening orders",
                clientOrderId);
    }

    public boolean opens() {
        return side == direction.entrySide();
    }

    private static void require(boolean holds, String rule, String clientOrderId) {
        if (!holds) {
            throw new IllegalArgumentException(rule + " (clientOrderId=" + clientOrderId + ")");
        }
    }
}
