package dev.tapedeck.marketdata.core;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trade as the venue showed it.
 *
 * @param tradeId absent where the venue gives none, as in replies to polls
 * @param quantity in contracts
 */
public record SeenTrade(@Nullable String tradeId, Price price, Quantity quantity, Side takerSide, Instant at) {}
