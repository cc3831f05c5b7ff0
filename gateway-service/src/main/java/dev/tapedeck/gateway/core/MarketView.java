package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest prices of a symbol.
 *
 * @param bidSize contracts at the bid
 * @param askSize contracts at the ask
 * @param time of the newest tick, event time
 */
public record MarketView(
        Symbol symbol,
        @Nullable Price last,
        @Nullable Price bid,
        @Nullable Quantity bidSize,
        @Nullable Price ask,
        @Nullable Quantity askSize,
        @Nullable Price mark,
        Instant time) {}
