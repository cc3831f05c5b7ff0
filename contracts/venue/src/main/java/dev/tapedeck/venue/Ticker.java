package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A symbol's prices at one time.
 *
 * @param lastPrice absent when it never traded
 * @param bidPrice absent when nothing is bid
 * @param askPrice absent when nothing is offered
 * @param fairPrice the mark price
 */
public record Ticker(
        Symbol symbol,
        @Nullable Price lastPrice,
        @Nullable Price bidPrice,
        @Nullable Price askPrice,
        @Nullable Price fairPrice,
        Instant at) {}
