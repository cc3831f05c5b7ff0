package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest prices of a symbol.
 *
 * @param time of the newest tick, event time
 */
public record MarketView(
        Symbol symbol,
        @Nullable Price last,
        @Nullable Price bid,
        @Nullable Price ask,
        @Nullable Price mark,
        Instant time) {}
