package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import org.jspecify.annotations.Nullable;

/**
 * What one strategy holds of one symbol in one direction.
 *
 * @param cost notional at which it was opened, exact
 * @param margin that backs it
 * @param stop that protects all of it at the venue; absent when some of it has none
 * @param risk what is lost at the stop; the margin where there is none
 */
public record Holding(
        String strategyId,
        Symbol symbol,
        Direction direction,
        Quantity quantity,
        Usdt cost,
        Usdt margin,
        @Nullable Price stop,
        Usdt risk) {

    static Holding nothing(String strategyId, Symbol symbol, Direction direction) {
        return new Holding(strategyId, symbol, direction, Quantity.ZERO, Usdt.ZERO, Usdt.ZERO, null, Usdt.ZERO);
    }

    String key() {
        return key(strategyId, symbol, direction);
    }

    static String key(String strategyId, Symbol symbol, Direction direction) {
        return strategyId + "/" + symbol + "/" + direction;
    }

    boolean isOf(Symbol other, Direction otherDirection) {
        return symbol.equals(other) && direction == otherDirection;
    }
}
