package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Folds the life of orders into an account. */
final class OrderFold {
    private OrderFold() {}

    static Account approved(Account account, OrderApproved order, Instant at) {
        Change change = Change.of(account).commitments(account.commitments().with(reservation(account, order)));
        if (order.purpose() != Purpose.ENTRY) {
            return change.done();
        }
        Account after = change.entries(account.entries().with(order.strategyId(), at))
                .results(account.results().dated(at))
                .clock(at)
                .done();
        return AccountFold.withConduct(after, order.strategyId(), conduct -> conduct.entered(at));
    }

    static Account denied(Account account, OrderDenied denied, Instant at) {
        if (denied.purpose() != Purpose.ENTRY) {
            return account;
        }
        Account after = Change.of(account)
                .results(account.results().dated(at))
                .clock(at)
                .done();
        return AccountFold.withConduct(after, denied.strategyId(), conduct -> Failures.after(conduct, denied, at));
    }

    private static Reservation reservation(Account account, OrderApproved order) {
        InstrumentListed instrument = account.instruments().get(order.symbol().name());
        boolean enters = order.purpose() == Purpose.ENTRY;
        Usdt notional = enters && instrument != null
                ? order.quantity().notional(instrument.contractSize(), order.decisionPrice())
                : Usdt.ZERO;
        return new Reservation(
                order.orderId(),
                order.strategyId(),
                order.symbol(),
                order.direction(),
                order.purpose(),
                order.leverage(),
                order.quantity(),
                Quantity.ZERO,
                order.reserved(),
                notional,
                order.stopLossPrice(),
                enters ? risk(order) : Usdt.ZERO,
                account.conduct(order.strategyId()).failed());
    }

    private static Usdt risk(OrderApproved order) {
        Price worst = Objects.requireNonNullElse(order.limitPrice(), order.decisionPrice());
        return order.stopLossPrice() == null
                ? order.reserved()
                : StopRisk.loss(
                        order.direction(),
                        order.quantity().notional(order.contractSize(), worst),
                        order.quantity(),
                        order.contractSize(),
                        order.stopLossPrice());
    }

    static Account exposed(Account account, ExposureChanged change, Instant at) {
        Holding before = account.holding(change.strategyId(), change.symbol(), change.direction());
        Reservation reservation = account.reservation(change.orderId());
        Commitments held = account.commitments().with(holding(account, before, change, reservation));
        // A correction or a settlement names itself where a fill names its order, and comes with our clock.
        boolean isFill = !change.orderId().equals(change.fillId());
        Instant marketTime = isFill || account.clock() == null ? at : account.clock();
        Change next = Change.of(account)
                .commitments(reservation == null ? held : shrunk(held, reservation, change))
                .results(account.results().with(change.realised(), change.day(), change.realisedToday()))
                .trades(account.trades().with(before, change, marketTime, stopped(change, reservation, isFill)));
        if (isFill) {
            next.clock(at);
        }
        if (held.tally().stake(change.symbol(), change.direction()).held().equals(Usdt.ZERO)) {
            next.criticalMargins(
                    AccountFold.without(account.criticalMargins(), Tally.market(change.symbol(), change.direction())));
        }
        Account after = next.done();
        return reservation != null && reservation.purpose() == Purpose.ENTRY
                ? AccountFold.withConduct(
                        after, change.strategyId(), conduct -> conduct.filled(reservation.failedBefore()))
                : after;
    }

    /** What nobody of ours ended, the venue did: its stop, a liquidation, somebody at its screen. Only a loss tells the first two from the last. */
    private static boolean stopped(ExposureChanged change, @Nullable Reservation reservation, boolean isFill) {
        return isFill
                ? reservation != null && reservation.purpose() == Purpose.EMERGENCY_EXIT
                : change.realised().isNegative();
    }

    private static Holding holding(
            Account account, Holding before, ExposureChanged change, @Nullable Reservation reservation) {
        InstrumentListed instrument = account.instruments().get(change.symbol().name());
        Price stop = stop(before, change, reservation);
        Usdt risk = stop == null || instrument == null
                ? change.positionMargin()
                : StopRisk.loss(change.direction(), change.cost(), change.position(), instrument.contractSize(), stop);
        return new Holding(
                change.strategyId(),
                change.symbol(),
                change.direction(),
                change.position(),
                change.cost(),
                change.positionMargin(),
                stop,
                risk);
    }

    private static @Nullable Price stop(Holding before, ExposureChanged change, @Nullable Reservation reservation) {
        if (change.position().compareTo(before.quantity()) <= 0) {
            return before.stop();
        }
        @Nullable Price added = reservation == null ? null : reservation.stop();
        return before.quantity().isZero() ? added : StopRisk.worse(change.direction(), before.stop(), added);
    }

    private static Commitments shrunk(Commitments all, Reservation before, ExposureChanged change) {
        Quantity remaining = change.orderRemaining();
        if (remaining.isZero()) {
            return all.without(before.orderId());
        }
        Quantity filled = before.filled().plus(before.remaining().minus(remaining));
        return all.with(before.shrunkTo(remaining, filled, change.orderReserved()));
    }

    static Account released(Account account, ReservationReleased released) {
        Reservation before = account.reservation(released.orderId());
        if (before == null) {
            return account;
        }
        Commitments commitments = released.remaining().isZero()
                ? account.commitments().without(released.orderId())
                : account.commitments()
                        .with(before.shrunkTo(released.remaining(), before.filled(), released.stillReserved()));
        Account after = Change.of(account).commitments(commitments).done();
        return before.purpose() == Purpose.ENTRY && released.why().equals(Failures.REJECTED)
                ? AccountFold.withConduct(after, before.strategyId(), Conduct::withFailure)
                : after;
    }
}
