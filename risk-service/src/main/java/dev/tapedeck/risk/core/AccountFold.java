package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.AccountClosed;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.FeedFreshnessApplied;
import dev.tapedeck.contracts.event.RiskEvent.InstrumentAdmitted;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.RiskEvent.TradingStateApplied;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Folds the service's own events into accounts. Total: every event ever written is accepted. */
final class AccountFold {
    RiskBook apply(RiskBook book, RiskEvent change, Instant at) {
        return switch (change) {
            case AccountOpened opened ->
                book.with(
                        Account.opened(opened.sessionId(), opened.initialBalance(), opened.limits(), opened.symbols()));
            case AccountClosed closed ->
                book.changed(
                        closed.sessionId(),
                        account -> Change.of(account).open(false).done());
            case OrderApproved approved ->
                book.changed(approved.sessionId(), account -> approved(account, approved, at));
            case OrderDenied denied -> book;
            case ExposureChanged exposure -> book.changed(exposure.sessionId(), account -> exposed(account, exposure));
            case ReservationReleased released ->
                book.changed(released.sessionId(), account -> released(account, released));
            case InstrumentAdmitted admitted ->
                book.changed(
                        admitted.sessionId(),
                        account -> Change.of(account)
                                .instruments(with(
                                        account.instruments(),
                                        admitted.instrument().symbol().name(),
                                        admitted.instrument()))
                                .done());
            case FeedFreshnessApplied feed ->
                book.changed(
                        feed.sessionId(),
                        account -> Change.of(account)
                                .feeds(with(account.feeds(), feed.symbol().name(), feed.fresh()))
                                .done());
            case TradingStateApplied state ->
                book.changed(
                        state.sessionId(),
                        account -> Change.of(account)
                                .tradingStates(with(
                                        account.tradingStates(), state.scope().key(state.scopeId()), state.state()))
                                .done());
        };
    }

    private static Account approved(Account account, OrderApproved order, Instant at) {
        Usdt notional = order.purpose() == Purpose.ENTRY ? notionalOf(account, order) : Usdt.ZERO;
        var reservation = new Reservation(
                order.orderId(),
                order.strategyId(),
                order.symbol(),
                order.direction(),
                order.purpose(),
                order.leverage(),
                order.quantity(),
                Quantity.ZERO,
                order.reserved(),
                notional);
        return Change.of(account)
                .commitments(account.commitments().with(reservation))
                .entries(
                        order.purpose() == Purpose.ENTRY
                                ? account.entries().with(order.strategyId(), at)
                                : account.entries())
                .done();
    }

    private static Usdt notionalOf(Account account, OrderApproved order) {
        var instrument = account.instruments().get(order.symbol().name());
        return instrument == null
                ? Usdt.ZERO
                : order.quantity().notional(instrument.contractSize(), order.decisionPrice());
    }

    private static Account exposed(Account account, ExposureChanged change) {
        var holding = new Holding(
                change.strategyId(),
                change.symbol(),
                change.direction(),
                change.position(),
                change.cost(),
                change.positionMargin());
        Commitments commitments = account.commitments().with(holding);
        Reservation before = account.reservation(change.orderId());
        return Change.of(account)
                .commitments(
                        before == null
                                ? commitments
                                : shrunk(commitments, before, change.orderRemaining(), change.orderReserved()))
                .realised(account.realised().plus(change.realised()))
                .today(change.day(), change.realisedToday())
                .done();
    }

    private static Commitments shrunk(Commitments all, Reservation before, Quantity remaining, Usdt reserved) {
        if (remaining.isZero()) {
            return all.without(before.orderId());
        }
        Quantity filled = before.filled().plus(before.remaining().minus(remaining));
        return all.with(before.shrunkTo(remaining, filled, reserved));
    }

    private static Account released(Account account, ReservationReleased released) {
        Reservation before = account.reservation(released.orderId());
        if (before == null) {
            return account;
        }
        Commitments commitments = released.remaining().isZero()
                ? account.commitments().without(released.orderId())
                : account.commitments()
                        .with(before.shrunkTo(released.remaining(), before.filled(), released.stillReserved()));
        return Change.of(account).commitments(commitments).done();
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        var copy = new TreeMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
