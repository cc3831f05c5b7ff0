package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;

/**
 * An approved order that may still fill.
 *
 * @param remaining contracts that have not filled
 * @param filled contracts whose fills were applied
 * @param reserved set aside for what remains; zero for an exit
 * @param notional of what remains, at the decision price
 */
public record Reservation(
        String orderId,
        String strategyId,
        Symbol symbol,
        Direction direction,
        Purpose purpose,
        int leverage,
        Quantity remaining,
        Quantity filled,
        Usdt reserved,
        Usdt notional) {

    Reservation shrunkTo(Quantity left, Quantity filledNow, Usdt stillReserved) {
        Usdt notionalLeft = remaining.isZero() ? Usdt.ZERO : Portions.of(notional, left, remaining);
        return new Reservation(
                orderId,
                strategyId,
                symbol,
                direction,
                purpose,
                leverage,
                left,
                filledNow,
                stillReserved,
                notionalLeft);
    }
}
