package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of one of our orders.
 *
 * @param clientOrderId absent in replies of the venue's REST calls
 * @param fee paid when positive, received when negative
 * @param profit realised by a closing deal, before fees
 */
public record Deal(
        String dealId,
        String venueOrderId,
        @Nullable String clientOrderId,
        Symbol symbol,
        Side side,
        Direction direction,
        Price price,
        Quantity quantity,
        Usdt fee,
        Usdt profit,
        boolean taker,
        Instant at) {}
