package dev.tapedeck.marketdata.core;

import dev.tapedeck.contracts.event.FeedEvent.State;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.value.Price;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one symbol's feed.
 *
 * @param status absent until the first status
 * @param statusChanges how many statuses were told
 * @param venueTime the newest time of any tick; 1970 before the first
 * @param recent the last trades, oldest first, at most {@value #RECENT_MAX}; changed in place
 * @param newestTrade the newest time of any trade; 1970 before the first
 * @param terms absent until the instrument was listed
 * @param listings how often the instrument was listed or changed
 */
record SymbolFeed(
        @Nullable State status,
        long statusChanges,
        Instant venueTime,
        @Nullable QuoteChanged quote,
        @Nullable Price markPrice,
        ArrayDeque<Trade> recent,
        Instant newestTrade,
        @Nullable InstrumentListed terms,
        long listings) {
    /** More than the 100 that one answer to a poll can hold, and few, since snapshots carry them: about 14 kB a symbol. */
    static final int RECENT_MAX = 128;

    static SymbolFeed unknown() {
        return new SymbolFeed(null, 0, Instant.EPOCH, null, null, new ArrayDeque<>(), Instant.EPOCH, null, 0);
    }

    boolean isLive() {
        return status == State.LIVE;
    }

    SymbolFeed withStatus(State next) {
        return new SymbolFeed(
                next, statusChanges + 1, venueTime, quote, markPrice, recent, newestTrade, terms, listings);
    }

    SymbolFeed withQuote(QuoteChanged next, Instant at) {
        return new SymbolFeed(status, statusChanges, later(at), next, markPrice, recent, newestTrade, terms, listings);
    }

    SymbolFeed withMarkPrice(Price next, Instant at) {
        return new SymbolFeed(status, statusChanges, later(at), quote, next, recent, newestTrade, terms, listings);
    }

    SymbolFeed withTerms(InstrumentListed next) {
        return new SymbolFeed(
                status, statusChanges, venueTime, quote, markPrice, recent, newestTrade, next, listings + 1);
    }

    SymbolFeed withVenueTime(Instant at) {
        return new SymbolFeed(status, statusChanges, later(at), quote, markPrice, recent, newestTrade, terms, listings);
    }

    /** Returns this after the trades; the memory of recent ones is changed in place. */
    SymbolFeed withTrades(Iterable<Trade> trades) {
        Instant newest = newestTrade;
        for (Trade trade : trades) {
            recent.addLast(trade);
            if (recent.size() > RECENT_MAX) {
                recent.removeFirst();
            }
            newest = trade.at().isAfter(newest) ? trade.at() : newest;
        }
        return new SymbolFeed(status, statusChanges, later(newest), quote, markPrice, recent, newest, terms, listings);
    }

    private Instant later(Instant at) {
        return at.isAfter(venueTime) ? at : venueTime;
    }
}
