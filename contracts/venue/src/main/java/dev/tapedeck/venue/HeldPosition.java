package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position as the venue has it.
 *
 * @param quantity zero when it was closed
 * @param frozen contracts tied up in closing orders
 * @param margin isolated margin held now
 * @param marginRatio maintenance margin over position margin
 * @param realised net of fees
 * @param unrealised on the fair price; only some frames carry it
 * @param version grows with every change of the position; 0 when the venue sent none
 */
public record HeldPosition(
        String positionId,
        Symbol symbol,
        Direction direction,
        boolean open,
        Quantity quantity,
        Quantity frozen,
        @Nullable Price averageEntryPrice,
        @Nullable Price liquidationPrice,
        @Nullable BigDecimal marginRatio,
        Usdt margin,
        int leverage,
        Usdt realised,
        @Nullable Usdt unrealised,
        long version,
        Instant updatedAt) {}
