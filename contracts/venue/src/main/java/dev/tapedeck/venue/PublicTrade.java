package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trade of the market.
 *
 * @param tradeId absent in replies of the venue's REST call
 * @param quantity in contracts
 */
public record PublicTrade(@Nullable String tradeId, Price price, Quantity quantity, Side takerSide, Instant at) {}
