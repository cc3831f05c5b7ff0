package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.math.RoundingMode;

/** Splits amounts by quantity. */
final class Portions {
    private static final int SCALE = 12;

    private Portions() {}

    /** Returns the share of {@code part} in {@code whole}, rounded half even at 12 decimals; all of it, exactly, when both are equal. */
    static Usdt of(Usdt amount, Quantity part, Quantity whole) {
        if (part.equals(whole)) {
            return amount;
        }
        return new Usdt(
                amount.value().multiply(part.contracts()).divide(whole.contracts(), SCALE, RoundingMode.HALF_EVEN));
    }
}
