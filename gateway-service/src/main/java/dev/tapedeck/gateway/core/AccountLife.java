package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.TradingStateApplied;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.RiskView.Budget;
import dev.tapedeck.gateway.core.RiskView.Exposure;
import dev.tapedeck.gateway.core.RiskView.Marked;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fold of what the risk service says of one account, in its order. What ended is forgotten, so it holds what is open, and something of each strategy and
 * each of its protections.
 */
final class AccountLife {
    /**
     * What an order may still do.
     *
     * @param ordered USDT that it may still add at the price that the strategy saw; zero for an exit
     */
    private record Reservation(OrderApproved order, Usdt reserved, Usdt ordered) {
        static Reservation of(OrderApproved order, Quantity remaining, Usdt reserved) {
            return new Reservation(
                    order,
                    reserved,
                    order.purpose() == Purpose.ENTRY
                            ? remaining.notional(order.contractSize(), order.decisionPrice())
                            : Usdt.ZERO);
        }

        Exposure exposure() {
            return new Exposure(order.symbol(), order.direction(), Usdt.ZERO, ordered, Usdt.ZERO);
        }
    }

    private record Pause(ProtectionTriggered triggered, Event<?> event) {
        static Pause later(Pause one, Pause other) {
            return one.triggered.until().isAfter(other.triggered.until()) ? one : other;
        }
    }

    private final Map<String, Reservation> reservations = new TreeMap<>();
    private final Map<String, ExposureChanged> holdings = new TreeMap<>();
    private final Map<String, Event<?>> disabled = new TreeMap<>();
    private final Map<String, Pause> pauses = new TreeMap<>();
    private @Nullable AccountOpened opened;
    private @Nullable EquityMarked marked;
    private @Nullable Event<?> lastEntry;
    private @Nullable LocalDate day;
    private Usdt equity = Usdt.ZERO;
    private Usdt realisedToday = Usdt.ZERO;
    private Instant at = Instant.EPOCH;
    /** Of the last entry or fill; corrections come by another clock. */
    private Instant marketTime = Instant.EPOCH;

    void apply(RiskEvent said, Event<?> event) {
        at = latest(at, event);
        switch (said) {
            case AccountOpened account -> {
                opened = account;
                equity = account.initialBalance();
            }
            case OrderApproved order -> {
                reserve(order, order.quantity(), order.reserved());
                judged(order.purpose(), event);
            }
            case OrderDenied order -> judged(order.purpose(), event);
            case ExposureChanged changed -> {
                exposed(changed);
                marketTime = changed.orderId().equals(changed.fillId()) ? marketTime : latest(marketTime, event);
            }
            case ReservationReleased released ->
                shrink(released.orderId(), released.remaining(), released.stillReserved());
            case StrategyDisabled strategy -> disabled.put(strategy.strategyId(), event);
            case TradingStateApplied applied -> enable(applied);
            case ProtectionTriggered triggered ->
                pauses.merge(
                        triggered.strategyId() + "/" + triggered.kind() + "/" + triggered.symbol(),
                        new Pause(triggered, event),
                        Pause::later);
            default -> {
                // The rest moves no money and stops no strategy.
            }
        }
    }

    void mark(EquityMarked said, Event<?> event) {
        at = latest(at, event);
        marked = said;
    }

    private void judged(Purpose purpose, Event<?> event) {
        if (purpose == Purpose.ENTRY) {
            lastEntry = event;
            marketTime = latest(marketTime, event);
        }
    }

    private void exposed(ExposureChanged changed) {
        String holding = changed.strategyId() + "/" + changed.symbol() + "/" + changed.direction();
        if (changed.position().isZero()) {
            holdings.remove(holding);
        } else {
            holdings.put(holding, changed);
        }
        shrink(changed.orderId(), changed.orderRemaining(), changed.orderReserved());
        equity = changed.equity();
        realisedToday = changed.realisedToday();
        day = changed.day();
    }

    private void shrink(String orderId, Quantity remaining, Usdt reserved) {
        Reservation before = reservations.get(orderId);
        if (before != null) {
            reserve(before.order(), remaining, reserved);
        }
    }

    private void reserve(OrderApproved order, Quantity remaining, Usdt reserved) {
        if (remaining.isZero()) {
            reservations.remove(order.orderId());
        } else {
            reservations.put(order.orderId(), Reservation.of(order.withoutChecks(), remaining, reserved));
        }
    }

    private void enable(TradingStateApplied applied) {
        if (applied.scope() == Scope.STRATEGY && applied.state() == State.ACTIVE) {
            String session = applied.sessionId() + "/";
            disabled.remove(
                    applied.scopeId().startsWith(session)
                            ? applied.scopeId().substring(session.length())
                            : applied.scopeId());
        }
    }

    /** Returns the account as it is now, nothing before it was opened. */
    Optional<RiskView> view(SessionView session, List<StrategyView> paused) {
        AccountOpened account = opened;
        if (account == null) {
            return Optional.empty();
        }
        Usdt reserved = sum(reservations.values().stream().map(Reservation::reserved));
        Usdt margin = sum(holdings.values().stream().map(ExposureChanged::positionMargin));
        List<Exposure> exposures = exposures();
        Marked worth = marked == null ? null : Marked.of(marked);
        return Optional.of(new RiskView(
                session.sessionId(),
                session.mode(),
                session.state(),
                account.initialBalance(),
                equity,
                equity.minus(reserved).minus(margin),
                reserved,
                margin,
                realisedToday,
                day,
                worth,
                exposures,
                account.limits(),
                LimitUses.of(account, equity, reserved.plus(margin), exposures, worth),
                budgets(account, session),
                List.copyOf(disabled.values()),
                pauses.values().stream()
                        .filter(pause -> pause.triggered().until().isAfter(marketTime))
                        .<Event<?>>map(Pause::event)
                        .toList(),
                paused,
                lastEntry,
                at));
    }

    private List<Exposure> exposures() {
        Stream<Exposure> held = holdings.values().stream()
                .map(one -> new Exposure(one.symbol(), one.direction(), one.cost(), Usdt.ZERO, one.positionMargin()));
        Stream<Exposure> ordered = reservations.values().stream()
                .filter(one -> one.order().purpose() == Purpose.ENTRY)
                .map(Reservation::exposure);
        var all = new TreeMap<String, Exposure>();
        Stream.concat(held, ordered).forEach(one -> all.merge(LimitUses.market(one), one, Exposure::plus));
        return List.copyOf(all.values());
    }

    private List<Budget> budgets(AccountOpened account, SessionView session) {
        var used = new TreeMap<String, Usdt>();
        session.strategies().forEach(strategy -> used.put(strategy.id(), Usdt.ZERO));
        reservations.values().forEach(one -> used.merge(one.order().strategyId(), one.reserved(), Usdt::plus));
        holdings.values().forEach(one -> used.merge(one.strategyId(), one.positionMargin(), Usdt::plus));
        Usdt budget = account.limits().strategyBudget();
        return used.entrySet().stream()
                .map(one -> new Budget(one.getKey(), budget, one.getValue(), budget.minus(one.getValue())))
                .toList();
    }

    private static Usdt sum(Stream<Usdt> amounts) {
        return amounts.reduce(Usdt.ZERO, Usdt::plus);
    }

    private static Instant latest(Instant before, Event<?> event) {
        return event.time().isAfter(before) ? event.time() : before;
    }
}
