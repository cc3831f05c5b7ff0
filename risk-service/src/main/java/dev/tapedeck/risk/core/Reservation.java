package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import org.jspecify.annotations.Nullable;

/**
 * An approved order that may still fill.
 *
 * @param remaining contracts that have not filled
 * @param filled contracts whose fills were applied
 * @param reserved set aside for what remains; zero for an exit
 * @param notional of what remains, at the decision price
 * @param stop that is to protect an entry at the venue
 * @param risk what is lost at the stop when all that remains fills at the worst price; what is reserved where there is no stop; zero for an exit
 * @param failedBefore how often the strategy had failed when it was approved
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
        Usdt notional,
        @Nullable Price stop,
        Usdt risk,
        long failedBefore) {

    Reservation shrunkTo(Quantity left, Quantity filledNow, Usdt stillReserved) {
        boolean nothing = remaining.isZero();
        Usdt notionalLeft = nothing ? Usdt.ZERO : Portions.of(notional, left, remaining);
        Usdt riskLeft = nothing ? Usdt.ZERO : Portions.of(risk, left, remaining);
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
                notionalLeft,
                stop,
                riskLeft,
                failedBefore);
    }
}
