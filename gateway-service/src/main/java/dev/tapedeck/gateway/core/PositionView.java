package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position with what it is worth.
 *
 * @param mark the price that {@code unrealised} was computed at
 * @param unrealised (mark - entry) x quantity x contract size, negated for a short; absent while one of them is not known
 * @param updatedAt event time of the last change
 */
public record PositionView(
        String sessionId,
        Symbol symbol,
        Direction direction,
        @Nullable String strategyId,
        Quantity quantity,
        @Nullable Price averageEntryPrice,
        int leverage,
        Usdt realised,
        Usdt fees,
        @Nullable VenuePosition venue,
        boolean agrees,
        @Nullable Price mark,
        @Nullable Usdt unrealised,
        Instant updatedAt) {

    static PositionView of(
            PositionChanged position, Instant updatedAt, @Nullable Price mark, @Nullable BigDecimal contractSize) {
        return new PositionView(
                position.sessionId(),
                position.symbol(),
                position.direction(),
                position.strategyId(),
                position.quantity(),
                position.averageEntryPrice(),
                position.leverage(),
                position.realised(),
                position.fees(),
                position.venue(),
                position.agrees(),
                mark,
                unrealised(position, mark, contractSize),
                updatedAt);
    }

    private static @Nullable Usdt unrealised(
            PositionChanged position, @Nullable Price mark, @Nullable BigDecimal contractSize) {
        Price entry = position.averageEntryPrice();
        if (position.quantity().isZero()) {
            return Usdt.ZERO;
        }
        if (entry == null || mark == null || contractSize == null) {
            return null;
        }
        Usdt gain = position.quantity()
                .notional(contractSize, mark)
                .minus(position.quantity().notional(contractSize, entry));
        return position.direction() == Direction.LONG ? gain : gain.negated();
    }
}
