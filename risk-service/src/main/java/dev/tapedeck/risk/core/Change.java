package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.value.Usdt;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an account that differs from another in a few components. */
final class Change {
    private final Account from;
    private boolean open;
    private Usdt realised;
    private @Nullable LocalDate day;
    private Usdt realisedToday;
    private Commitments commitments;
    private EntryTimes entries;
    private Map<String, InstrumentListed> instruments;
    private Map<String, Boolean> feeds;
    private Map<String, TradingStateEvent.State> tradingStates;

    private Change(Account from) {
        this.from = from;
        this.open = from.open();
        this.realised = from.realised();
        this.day = from.day();
        this.realisedToday = from.realisedToday();
        this.commitments = from.commitments();
        this.entries = from.entries();
        this.instruments = from.instruments();
        this.feeds = from.feeds();
        this.tradingStates = from.tradingStates();
    }

    static Change of(Account account) {
        return new Change(account);
    }

    Change open(boolean value) {
        open = value;
        return this;
    }

    Change realised(Usdt value) {
        realised = value;
        return this;
    }

    Change today(LocalDate utcDay, Usdt value) {
        day = utcDay;
        realisedToday = value;
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

    Account done() {
        return new Account(
                from.sessionId(),
                open,
                from.initialBalance(),
                from.limits(),
                from.symbols(),
                realised,
                day,
                realisedToday,
                commitments,
                entries,
                instruments,
                feeds,
                tradingStates);
    }
}
