package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an order did to a position, as the venue's history says.
 *
 * @param orderId the venue's
 * @param quantity executed, more than zero
 * @param contractSize coins in one contract
 * @param at the venue's time of its last execution
 */
public record VenueAction(
        String orderId,
        Symbol symbol,
        Direction direction,
        boolean opens,
        Quantity quantity,
        Price averagePrice,
        BigDecimal contractSize,
        Usdt fee,
        Instant at,
        Origin origin) {
    /** Returns what was paid or received for it, before the fee. */
    Usdt turnover() {
        return quantity.notional(contractSize, averagePrice);
    }

    /** Who placed the order. */
    public enum Origin {
        /** We did: its executions come as fills. */
        OURS,
        /** The stop that protects the position did. */
        PROTECTIVE_STOP,
        /** The venue did, because the position's margin was used up. */
        LIQUIDATION,
        /** Somebody else did. */
        OTHERS
    }
}
