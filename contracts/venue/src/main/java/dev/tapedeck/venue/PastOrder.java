package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Usdt;

/**
 * An order that is over, with what came of it.
 *
 * @param profit realised by what it closed, before fees
 * @param fee paid when positive, received when negative
 */
public record PastOrder(VenueOrder order, Category category, Usdt profit, Usdt fee) {
    public enum Category {
        NORMAL,
        /** The venue took a position over whose margin was used up. */
        LIQUIDATION,
        /** The venue closed a profitable position to cover somebody else's liquidation. */
        AUTO_DELEVERAGING,
        OTHER
    }
}
