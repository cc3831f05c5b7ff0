package dev.tapedeck.indicator.core;

/**
 * A trade as the indicators see it.
 *
 * @param atMillis when it counts: its venue time, or the time of the newest event before it if that is later
 * @param venueMillis when the venue says that it happened
 * @param quantity in contracts; the contract size is the same for all trades of a symbol and cancels out in every ratio
 * @param takerBuys whether the taker bought
 */
record TradeTick(long atMillis, long venueMillis, double price, double quantity, boolean takerBuys) {
    double quoteVolume() {
        return price * quantity;
    }
}
