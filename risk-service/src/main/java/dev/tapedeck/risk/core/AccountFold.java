package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.PositionEvent.MarginLevel;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.AccountClosed;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
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
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Folds the service's own events into accounts. Total: every event ever written is accepted. */
final class AccountFold {
    RiskBook apply(RiskBook book, RiskEvent change, Instant at) {
        return change instanceof AccountOpened opened
                ? book.with(Account.opened(opened))
                : book.changed(change.sessionId(), account -> changed(account, change, at));
    }

    private static Account changed(Account account, RiskEvent change, Instant at) {
        return switch (change) {
            case AccountOpened opened -> Account.opened(opened);
            case AccountClosed closed -> Change.of(account).open(false).done();
            case OrderApproved approved -> OrderFold.approved(account, approved, at);
            case OrderDenied denied -> OrderFold.denied(account, denied, at);
            case ExposureChanged exposure -> OrderFold.exposed(account, exposure, at);
            case ReservationReleased released -> OrderFold.released(account, released);
            case InstrumentAdmitted admitted ->
                Change.of(account)
                        .instruments(with(
                                account.instruments(),
                                admitted.instrument().symbol().name(),
                                admitted.instrument()))
                        .done();
            case FeedFreshnessApplied feed ->
                Change.of(account)
                        .feeds(with(account.feeds(), feed.symbol().name(), feed.fresh()))
                        .done();
            case TradingStateApplied state -> applied(account, state);
            case StrategyDisabled disabled ->
                withConduct(account, disabled.strategyId(), conduct -> conduct.withDisabled(true));
            case MarginLevelApplied margin -> applied(account, margin);
            case WarningChanged warning -> warned(account, warning);
            case ProtectionTriggered pause -> paused(account, pause);
            case ProtectionsChanged changed ->
                Change.of(account)
                        .protections(Objects.requireNonNullElse(changed.protections(), Map.of()))
                        .done();
        };
    }

    private static Account applied(Account account, TradingStateApplied applied) {
        String key = applied.scope().key(applied.scopeId());
        Change change = Change.of(account).tradingStates(with(account.tradingStates(), key, applied.state()));
        if (applied.scope() != Scope.STRATEGY) {
            return change.done();
        }
        if (applied.decisionId() != null) {
            change.decisions(with(account.decisions(), key, applied.decisionId()));
        }
        Account after = change.done();
        String session = account.sessionId() + "/";
        String strategyId = applied.scopeId().startsWith(session)
                ? applied.scopeId().substring(session.length())
                : applied.scopeId();
        return applied.state() == State.ACTIVE && after.conduct(strategyId).disabled()
                ? withConduct(after, strategyId, conduct -> conduct.withDisabled(false))
                : after;
    }

    private static Account applied(Account account, MarginLevelApplied margin) {
        String market = Tally.market(margin.symbol(), margin.direction());
        boolean counts = margin.level() == MarginLevel.CRITICAL;
        return Change.of(account)
                .criticalMargins(
                        counts
                                ? with(account.criticalMargins(), market, margin)
                                : without(account.criticalMargins(), market))
                .done();
    }

    /** Two protections of a kind may trigger at once: the longer pause counts. */
    private static Account paused(Account account, ProtectionTriggered pause) {
        String key = Protections.key(pause);
        return Protections.isLater(pause, account.pauses().get(key))
                ? Change.of(account).pauses(with(account.pauses(), key, pause)).done()
                : account;
    }

    private static Account warned(Account account, WarningChanged warning) {
        Set<String> warnings = new TreeSet<>(account.warnings());
        String key = Warnings.key(warning.warning(), warning.subject());
        if (warning.raised()) {
            warnings.add(key);
        } else {
            warnings.remove(key);
        }
        return Change.of(account).warnings(warnings).done();
    }

    static Account withConduct(Account account, String strategyId, UnaryOperator<Conduct> change) {
        Conduct before = account.conduct(strategyId);
        Conduct after = change.apply(before);
        return after.equals(before)
                ? account
                : Change.of(account)
                        .conducts(with(account.conducts(), strategyId, after))
                        .done();
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        var copy = new TreeMap<>(map);
        copy.put(key, value);
        return copy;
    }

    static <V> Map<String, V> without(Map<String, V> map, String key) {
        if (!map.containsKey(key)) {
            return map;
        }
        var copy = new TreeMap<>(map);
        copy.remove(key);
        return copy;
    }
}
