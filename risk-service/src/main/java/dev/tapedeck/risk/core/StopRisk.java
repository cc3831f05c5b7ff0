package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What a position loses at its protective stop, and where the venue would liquidate it. */
final class StopRisk {
    private static final int SCALE = 12;

    private StopRisk() {}

    /**
     * Returns the loss in USDT when the position is closed at the stop, fees left out; zero when the stop lies in profit.
     *
     * @param value USDT at which the position was opened
     */
    static Usdt loss(Direction direction, Usdt value, Quantity quantity, BigDecimal contractSize, Price stop) {
        Usdt atStop = quantity.notional(contractSize, stop);
        Usdt loss = direction == Direction.LONG ? value.minus(atStop) : atStop.minus(value);
        return loss.isNegative() ? Usdt.ZERO : loss;
    }

    /** Returns the stop that loses more; absent when one of them is, since there nothing protects. */
    static @Nullable Price worse(Direction direction, @Nullable Price one, @Nullable Price other) {
        if (one == null || other == null) {
            return null;
        }
        boolean oneIsLower = one.compareTo(other) < 0;
        return oneIsLower == (direction == Direction.LONG) ? one : other;
    }

    /**
     * Returns the price at which an isolated position of this leverage has nothing left but its maintenance margin: {@code entry * (1 - 1/leverage + rate)} for a long one,
     * {@code entry * (1 + 1/leverage - rate)} for a short one, rounded towards the entry at 12 decimals. The venue's own, with fees and tiers, may lie a little nearer.
     *
     * @param rate maintenance margin, as a fraction of notional
     */
    static BigDecimal liquidationPrice(Direction direction, Price entry, int leverage, BigDecimal rate) {
        boolean isLong = direction == Direction.LONG;
        BigDecimal margin = entry.value().divide(BigDecimal.valueOf(Math.max(1, leverage)), SCALE, RoundingMode.FLOOR);
        BigDecimal distance = margin.subtract(entry.value().multiply(rate));
        return isLong ? entry.value().subtract(distance) : entry.value().add(distance);
    }
}
