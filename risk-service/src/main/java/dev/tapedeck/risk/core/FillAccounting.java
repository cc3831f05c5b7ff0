package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** What a fill does to an account: position, margin, profit and reservation. */
final class FillAccounting {
    private FillAccounting() {}

    static ExposureChanged applied(Account account, FillRecorded fill, Instant at) {
        Holding before = account.holding(fill.strategyId(), fill.symbol(), fill.direction());
        Reservation reservation = account.reservation(fill.orderId());
        Outcome outcome = fill.purpose().reducesOnly()
                ? reduced(before, fill)
                : added(before, fill, reservation == null ? 1 : reservation.leverage());
        Usdt realised = outcome.profit.minus(fill.fee());
        Left left = Left.of(reservation, fill.quantity());

        LocalDate day = account.results().dayOf(at);
        Usdt reserved = account.reserved().minus(left.before).plus(left.reserved);
        Usdt margin = account.margin().minus(before.margin()).plus(outcome.margin);
        Usdt equity = account.equity().plus(realised);
        return new ExposureChanged(
                account.sessionId(),
                fill.orderId(),
                fill.fillId(),
                fill.strategyId(),
                fill.symbol(),
                fill.direction(),
                outcome.quantity,
                outcome.cost,
                outcome.margin,
                left.remaining,
                left.reserved,
                realised,
                day,
                account.results().countedOn(day).plus(realised),
                reserved,
                margin,
                equity,
                equity.minus(reserved).minus(margin));
    }

    private static Outcome added(Holding before, FillRecorded fill, int leverage) {
        Usdt margin = fill.notional().dividedUp(BigDecimal.valueOf(leverage));
        return new Outcome(
                before.quantity().plus(fill.quantity()),
                before.cost().plus(fill.notional()),
                before.margin().plus(margin),
                Usdt.ZERO);
    }

    /** A fill beyond what is held (a position closed behind our back) closes what is held and realises nothing for the rest. */
    private static Outcome reduced(Holding before, FillRecorded fill) {
        Quantity closed = fill.quantity().min(before.quantity());
        if (closed.isZero()) {
            return new Outcome(before.quantity(), before.cost(), before.margin(), Usdt.ZERO);
        }
        Usdt cost = Portions.of(before.cost(), closed, before.quantity());
        Usdt proceeds = Portions.of(fill.notional(), closed, fill.quantity());
        Usdt profit = fill.direction() == Direction.LONG ? proceeds.minus(cost) : cost.minus(proceeds);
        return new Outcome(
                before.quantity().minus(closed),
                before.cost().minus(cost),
                before.margin().minus(Portions.of(before.margin(), closed, before.quantity())),
                profit);
    }

    private record Outcome(Quantity quantity, Usdt cost, Usdt margin, Usdt profit) {}

    /** What stays of an order's reservation after a fill. */
    private record Left(Quantity remaining, Usdt before, Usdt reserved) {
        static Left of(@org.jspecify.annotations.Nullable Reservation reservation, Quantity filled) {
            if (reservation == null) {
                return new Left(Quantity.ZERO, Usdt.ZERO, Usdt.ZERO);
            }
            Quantity remaining = filled.compareTo(reservation.remaining()) >= 0
                    ? Quantity.ZERO
                    : reservation.remaining().minus(filled);
            return new Left(
                    remaining,
                    reservation.reserved(),
                    Portions.of(reservation.reserved(), remaining, reservation.remaining()));
        }
    }
}
