package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.RiskEvent.MarginLevelApplied;
import dev.tapedeck.contracts.event.RiskEvent.ProtectionTriggered;
import dev.tapedeck.contracts.event.TradingStateEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an account that differs from another in a few components. */
final class Change {
    private final Account from;
    private boolean open;
    private Results results;
    private @Nullable Instant clock;
    private Commitments commitments;
    private EntryTimes entries;
    private Map<String, InstrumentListed> instruments;
    private Map<String, Boolean> feeds;
    private Map<String, TradingStateEvent.State> tradingStates;
    private Map<String, String> decisions;
    private Map<String, Conduct> conducts;
    private Map<String, MarginLevelApplied> criticalMargins;
    private Set<String> warnings;
    private Trades trades;
    private Map<String, List<Protection>> protections;
    private Map<String, ProtectionTriggered> pauses;

    private Change(Account from) {
        this.from = from;
        this.open = from.open();
        this.results = from.results();
        this.clock = from.clock();
        this.commitments = from.commitments();
        this.entries = from.entries();
        this.instruments = from.instruments();
        this.feeds = from.feeds();
        this.tradingStates = from.tradingStates();
        this.decisions = from.decisions();
        this.conducts = from.conducts();
        this.criticalMargins = from.criticalMargins();
        this.warnings = from.warnings();
        this.trades = from.trades();
        this.protections = from.protections();
        this.pauses = from.pauses();
    }

    static Change of(Account account) {
        return new Change(account);
    }

    Change open(boolean value) {
        open = value;
        return this;
    }

    Change results(Results value) {
        results = value;
        return this;
    }

    /** Moves the clock to the time, never back. */
    Change clock(Instant time) {
        clock = clock == null || time.isAfter(clock) ? time : clock;
        return this;
    }

    Change commitments(Commitments value) {
        commitments = value;
        return this;
    }

    Change entries(EntryTimes value) {
        entries = value;
        return this;
    }

    Change instruments(Map<String, InstrumentListed> value) {
        instruments = value;
        return this;
    }

    Change feeds(Map<String, Boolean> value) {
        feeds = value;
        return this;
    }

    Change tradingStates(Map<String, TradingStateEvent.State> value) {
        tradingStates = value;
        return this;
    }

    Change decisions(Map<String, String> value) {
        decisions = value;
        return this;
    }

    Change conducts(Map<String, Conduct> value) {
        conducts = value;
        return this;
    }

    Change criticalMargins(Map<String, MarginLevelApplied> value) {
        criticalMargins = value;
        return this;
    }

    Change warnings(Set<String> value) {
        warnings = value;
        return this;
    }

    Change trades(Trades value) {
        trades = value;
        return this;
    }

    Change protections(Map<String, List<Protection>> value) {
        protections = value;
        return this;
    }

    Change pauses(Map<String, ProtectionTriggered> value) {
        pauses = value;
        return this;
    }

    Account done() {
        return new Account(
                from.sessionId(),
                open,
                from.initialBalance(),
                from.limits(),
                from.symbols(),
                results,
                clock,
                commitments,
                entries,
                instruments,
                feeds,
                tradingStates,
                decisions,
                conducts,
                criticalMargins,
                warnings,
                trades,
                protections,
                pauses);
    }
}
