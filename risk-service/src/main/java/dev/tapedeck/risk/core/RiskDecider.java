package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.AccountClosed;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.FeedFreshnessApplied;
import dev.tapedeck.contracts.event.RiskEvent.InstrumentAdmitted;
import dev.tapedeck.contracts.event.RiskEvent.MarginLevelApplied;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionsChanged;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.TradingStateApplied;
import dev.tapedeck.contracts.event.RiskEvent.WarningChanged;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Approves and denies orders, and keeps the accounts. The commands are the events of signals, fills, order-events, sessions, instruments, feed-status
 * and trading-state. One account is decided by one caller after the other, so two concurrent signals can never both spend the last of a budget.
 */
public final class RiskDecider implements Decider<RiskBook, Event<?>> {
    private final AccountFold fold = new AccountFold();

    @Override
    public RiskBook initial() {
        return RiskBook.EMPTY;
    }

    @Override
    public List<Draft> decide(RiskBook book, Event<?> command, Instant at) {
        return withConsequences(book, command, changes(book, command, at), at);
    }

    private List<Draft> changes(RiskBook book, Event<?> command, Instant at) {
        return switch (command.data()) {
            case SessionChanged session -> onSession(book, command, session);
            case InstrumentListed instrument -> onInstrument(book, command, instrument);
            case FeedStatusChanged feed -> onFeed(book, command, feed);
            case TradingStateChanged state -> onTradingState(book, command, state);
            case TradingStateAcknowledged obeyed -> List.of(acknowledged(obeyed));
            case SignalRaised signal when asksForAnOrder(signal) -> onSignal(book, command, signal, at);
            case FillRecorded fill -> onFill(book, command, fill, at);
            case PositionCorrected correction -> onCorrection(book, command, correction);
            case FundingSettled funding -> onFunding(book, command, funding);
            case PositionCloseRequested asked -> onClose(book, command, asked);
            case MarginLevelChanged margin -> onMargin(book, command, margin);
            case OrderRejected rejected ->
                release(book, rejected.sessionId(), rejected.orderId(), Quantity.ZERO, Failures.REJECTED);
            case OrderExpired expired ->
                release(book, expired.sessionId(), expired.orderId(), Quantity.ZERO, "expired");
            case OrderCancelled cancelled ->
                release(book, cancelled.sessionId(), cancelled.orderId(), cancelled.filled(), "cancelled");
            default -> List.of();
        };
    }

    @Override
    public RiskBook evolve(RiskBook book, Event<?> event) {
        return event.data() instanceof RiskEvent change ? fold.apply(book, change, event.time()) : book;
    }

    /** What follows from a change is decided on the account as the change leaves it. */
    private List<Draft> withConsequences(RiskBook book, Event<?> command, List<Draft> changes, Instant at) {
        var all = new ArrayList<Draft>();
        RiskBook now = book;
        for (Draft draft : changes) {
            all.add(draft);
            if (draft.data() instanceof RiskEvent change) {
                Account before = now.account(change.sessionId());
                now = fold.apply(now, change, at);
                Account after = now.account(change.sessionId());
                if (before != null && after != null) {
                    for (RiskEvent next : Consequences.of(before, after, change, at)) {
                        now = fold.apply(now, next, at);
                        all.add(consequence(draft, command, next));
                    }
                }
            }
        }
        return all;
    }

    /** A consequence is named after its change and after what it is about, so that two of one change do not share a name. */
    private static Draft consequence(Draft change, Event<?> command, RiskEvent next) {
        String about = switch (next) {
            case StrategyDisabled disabled -> "disabled/" + disabled.strategyId();
            case WarningChanged warning -> "warning/" + Warnings.key(warning.warning(), warning.subject());
            case ProtectionTriggered pause -> "protection/" + Protections.key(pause) + "/" + pause.until();
            default -> throw new IllegalArgumentException("not a consequence: " + next);
        };
        String session = next.sessionId();
        return new Draft(change.id() + "/" + about, session, session, command.correlationId(), next);
    }

    private static Draft acknowledged(TradingStateAcknowledged obeyed) {
        return new Draft(obeyed.eventId(), obeyed.subject(), obeyed.subject(), null, obeyed);
    }

    private static boolean asksForAnOrder(SignalRaised signal) {
        return signal.section() == Section.Z1 || signal.section() == Section.ZE1 || signal.section() == Section.E1;
    }

    private static List<Draft> onSession(RiskBook book, Event<?> command, SessionChanged session) {
        Account account = book.account(session.sessionId());
        if (account == null && session.state() == State.RUNNING) {
            return one(
                    command,
                    new AccountOpened(
                            session.sessionId(),
                            session.initialBalance(),
                            session.limits(),
                            session.symbols(),
                            protections(session)));
        }
        if (account != null && account.open() && session.state() == State.STOPPED) {
            return one(command, new AccountClosed(session.sessionId(), session.reason()));
        }
        return account != null && account.open() ? onChange(account, command, session) : List.of();
    }

    /** The definitions of a running session may change; of what they say, only the protections are risk's. */
    private static List<Draft> onChange(Account account, Event<?> command, SessionChanged session) {
        Map<String, List<Protection>> protections = protections(session);
        return account.protections().equals(Objects.requireNonNullElse(protections, Map.of()))
                ? List.of()
                : one(command, new ProtectionsChanged(session.sessionId(), protections));
    }

    private static @Nullable Map<String, List<Protection>> protections(SessionChanged session) {
        var protections = new TreeMap<String, List<Protection>>();
        session.strategies().forEach(strategy -> {
            if (strategy.protections() != null && !strategy.protections().isEmpty()) {
                protections.put(strategy.id(), strategy.protections());
            }
        });
        return protections.isEmpty() ? null : protections;
    }

    private static List<Draft> onInstrument(RiskBook book, Event<?> command, InstrumentListed instrument) {
        return book.accounts().values().stream()
                .filter(account -> account.open() && account.symbols().contains(instrument.symbol()))
                .filter(account -> !instrument.equals(
                        account.instruments().get(instrument.symbol().name())))
                .map(account -> draft(command, new InstrumentAdmitted(account.sessionId(), instrument)))
                .toList();
    }

    private static List<Draft> onFeed(RiskBook book, Event<?> command, FeedStatusChanged feed) {
        boolean fresh = feed.state().isFresh();
        return book.accounts().values().stream()
                .filter(account -> account.symbols().contains(feed.symbol()))
                .filter(account -> account.isFresh(feed.symbol()) != fresh)
                .map(account -> draft(command, new FeedFreshnessApplied(account.sessionId(), feed.symbol(), fresh)))
                .toList();
    }

    private static List<Draft> onTradingState(RiskBook book, Event<?> command, TradingStateChanged changed) {
        String key = changed.scope().key(changed.scopeId());
        return book.accounts().values().stream()
                .filter(account -> binds(changed, account))
                .filter(account -> account.tradingStates().get(key) != changed.state()
                        || isNews(account, key, changed.scope(), command))
                .map(account -> draft(
                        command,
                        new TradingStateApplied(
                                account.sessionId(),
                                changed.scope(),
                                changed.scopeId(),
                                changed.state(),
                                command.id())))
                .toList();
    }

    /** An operator may enable a strategy whose trading state is ACTIVE all the time; the row of an older decision is offered again and again and must not. */
    private static boolean isNews(Account account, String key, Scope scope, Event<?> command) {
        return scope == Scope.STRATEGY
                && !command.id().equals(account.decisions().get(key));
    }

    private static boolean binds(TradingStateChanged changed, Account account) {
        return switch (changed.scope()) {
            case GLOBAL, STRATEGY, SYMBOL -> true;
            case SESSION -> changed.scopeId().equals(account.sessionId());
        };
    }

    private static List<Draft> onSignal(RiskBook book, Event<?> command, SignalRaised signal, Instant at) {
        Account account = book.account(signal.sessionId());
        if (account == null) {
            throw new IllegalArgumentException("signal must belong to a session that was opened, was "
                    + signal.sessionId() + " (id=" + command.id() + ")");
        }
        return List.of(verdict(OrderRules.judge(account, command, signal, at), signal.episodeId()));
    }

    private static List<Draft> onClose(RiskBook book, Event<?> command, PositionCloseRequested asked) {
        Account account = book.account(asked.sessionId());
        return account == null
                ? List.of()
                : CloseRules.judge(account, command, asked).stream()
                        .map(verdict -> verdict(verdict, asked.requestId()))
                        .toList();
    }

    private static Draft verdict(RiskEvent verdict, String correlationId) {
        String orderId =
                verdict instanceof OrderApproved approved ? approved.orderId() : ((OrderDenied) verdict).orderId();
        return new Draft("orders/" + orderId, verdict.sessionId(), verdict.sessionId(), correlationId, verdict);
    }

    private static List<Draft> onFill(RiskBook book, Event<?> command, FillRecorded fill, Instant at) {
        Account account = book.account(fill.sessionId());
        return account == null ? List.of() : one(command, FillAccounting.applied(account, fill, at));
    }

    private static List<Draft> onMargin(RiskBook book, Event<?> command, MarginLevelChanged margin) {
        Account account = book.account(margin.sessionId());
        return account == null
                ? List.of()
                : one(
                        command,
                        new MarginLevelApplied(
                                margin.sessionId(),
                                margin.symbol(),
                                margin.direction(),
                                margin.level(),
                                margin.buffer(),
                                margin.threshold()));
    }

    private static List<Draft> onFunding(RiskBook book, Event<?> command, FundingSettled funding) {
        Account account = book.account(funding.sessionId());
        return account == null ? List.of() : one(command, FundingAccounting.applied(account, funding, command.id()));
    }

    private static List<Draft> onCorrection(RiskBook book, Event<?> command, PositionCorrected correction) {
        Account account = book.account(correction.sessionId());
        String session = correction.sessionId();
        return account == null
                ? List.of()
                : CorrectionAccounting.applied(account, correction, command.id()).stream()
                        .map(change -> new Draft(
                                "orders/" + session + "/" + command.id() + "/" + change.strategyId(),
                                session,
                                session,
                                command.correlationId(),
                                change))
                        .toList();
    }

    private static List<Draft> release(RiskBook book, String sessionId, String orderId, Quantity filled, String why) {
        Account account = book.account(sessionId);
        Reservation reservation = account == null ? null : account.reservation(orderId);
        if (reservation == null) {
            return List.of();
        }
        Quantity toCome =
                filled.compareTo(reservation.filled()) > 0 ? filled.minus(reservation.filled()) : Quantity.ZERO;
        Quantity remaining = toCome.min(reservation.remaining());
        if (remaining.equals(reservation.remaining())) {
            return List.of();
        }
        var still = Portions.of(reservation.reserved(), remaining, reservation.remaining());
        var released = new ReservationReleased(
                sessionId, orderId, reservation.reserved().minus(still), remaining, still, why);
        return List.of(new Draft("orders/" + orderId + "/released", sessionId, sessionId, null, released));
    }

    private static List<Draft> one(Event<?> command, RiskEvent change) {
        return List.of(draft(command, change));
    }

    /** What follows from an input is named after it and after the account that it changes. */
    private static Draft draft(Event<?> command, RiskEvent change) {
        String session = change.sessionId();
        return new Draft("orders/" + session + "/" + command.id(), session, session, command.correlationId(), change);
    }
}
