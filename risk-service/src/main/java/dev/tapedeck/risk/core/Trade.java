package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * What a strategy made of a symbol from flat to flat.
 *
 * @param closedAt time of the market
 * @param profit realised, net of fees and funding
 * @param margin that backed what was opened, in USDT
 * @param stopped whether it ended by an emergency exit, or at a loss by the venue
 */
public record Trade(
        String strategyId,
        Symbol symbol,
        Direction direction,
        Instant closedAt,
        Usdt profit,
        Usdt margin,
        boolean stopped) {
    private static final int SCALE = 12;

    /** Returns the profit as a fraction of the margin, at 12 decimals; zero when no margin is known. */
    BigDecimal returned() {
        return margin.equals(Usdt.ZERO)
                ? BigDecimal.ZERO
                : profit.value().divide(margin.value(), SCALE, RoundingMode.HALF_EVEN);
    }
}
