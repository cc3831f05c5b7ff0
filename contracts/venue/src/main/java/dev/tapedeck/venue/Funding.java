package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Funding that was settled on a position.
 *
 * @param amount received when positive, paid when negative
 * @param rate of the position's value; longs pay when it is positive
 */
public record Funding(
        String fundingId,
        String positionId,
        Symbol symbol,
        Direction direction,
        Usdt amount,
        BigDecimal rate,
        Instant at) {}
