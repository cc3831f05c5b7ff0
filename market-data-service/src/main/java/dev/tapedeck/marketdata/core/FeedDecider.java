package dev.tapedeck.marketdata.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FeedEvent.State;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.event.TickEvent.HeartbeatSeen;
import dev.tapedeck.contracts.event.TickEvent.MarkPriceChanged;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.marketdata.core.FeedCommand.ConnectionDown;
import dev.tapedeck.marketdata.core.FeedCommand.ConnectionUp;
import dev.tapedeck.marketdata.core.FeedCommand.FromVenue;
import dev.tapedeck.marketdata.core.FeedCommand.InstrumentSeen;
import dev.tapedeck.marketdata.core.FeedCommand.MarkPriceSeen;
import dev.tapedeck.marketdata.core.FeedCommand.QuoteSeen;
import dev.tapedeck.marketdata.core.FeedCommand.Silence;
import dev.tapedeck.marketdata.core.FeedCommand.Source;
import dev.tapedeck.marketdata.core.FeedCommand.TimeSeen;
import dev.tapedeck.marketdata.core.FeedCommand.TimerFired;
import dev.tapedeck.marketdata.core.FeedCommand.TradesSeen;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the venue sends into ticks, and watches every symbol's feed.
 *
 * <pre>
 * from                 | on                                             | to
 * ---------------------+------------------------------------------------+----------
 * none, LIVE, STALE,   | socket lost                                    | DOWN
 *   RESYNCING          |                                                |
 * none, DOWN, STALE    | socket up again                                | RESYNCING
 * any but LIVE         | a frame on the socket                          | LIVE
 * LIVE, RESYNCING      | silent for too long (see {@link FeedRules})    | STALE
 * DOWN, STALE          | a poll shows that the venue's time moved       | POLLING
 * POLLING              | polls show nothing new for too long            | STALE, or DOWN without a socket
 * </pre>
 *
 * <p>POLLING outlasts the loss and the return of the socket: going on to a state that is not fresh would pause strategies without need. Polls are ignored while
 * LIVE, so that an answer that comes late never overwrites a newer frame.
 */
public final class FeedDecider implements Decider<FeedState, FeedCommand> {
    private static final long HEARTBEAT_MILLIS = 1_000;

    private final FeedRules rules;

    public FeedDecider(FeedRules rules) {
        this.rules = rules;
    }

    @Override
    public FeedState initial() {
        return FeedState.empty();
    }

    @Override
    public List<Draft> decide(FeedState state, FeedCommand command, Instant at) {
        return switch (command) {
            case FromVenue heard -> heard(state.feed(heard.symbol()), heard);
            case InstrumentSeen(InstrumentListed terms, Instant _) -> listed(state.feed(terms.symbol()), terms);
            case ConnectionUp up -> connected(state.feed(up.symbol()), up);
            case ConnectionDown down -> disconnected(state.feed(down.symbol()), down);
            case TimerFired(Instant _, List<Silence> silences) ->
                silences.stream()
                        .flatMap(silence -> watched(state.feed(silence.symbol()), silence).stream())
                        .toList();
        };
    }

    private static List<Draft> heard(SymbolFeed feed, FromVenue heard) {
        if (heard.source() == Source.POLL && !isPollWelcome(feed, heard)) {
            return List.of();
        }
        Draft tick = change(feed, heard);
        Draft status = statusAfter(feed, heard);
        // The answer that takes over must leave its time on the log: the same answer again then shows nothing new.
        boolean takesOver = heard.source() == Source.POLL && status != null;
        if (tick == null && (takesOver || isHeartbeatDue(feed, heard))) {
            tick = heartbeat(heard);
        }
        return inOrder(status, tick);
    }

    private static List<Draft> inOrder(@Nullable Draft first, @Nullable Draft second) {
        if (first == null) {
            return second == null ? List.of() : List.of(second);
        }
        return second == null ? List.of(first) : List.of(first, second);
    }

    private static boolean isHeartbeatDue(SymbolFeed feed, FromVenue heard) {
        return !feed.venueTime().plusMillis(HEARTBEAT_MILLIS).isAfter(heard.at());
    }

    /**
     * Polls count while the socket's data cannot be relied on. What follows a trade that we know fills a gap; on first contact there is none, and an answer
     * whose time does not move proves nothing.
     */
    private static boolean isPollWelcome(SymbolFeed feed, FromVenue heard) {
        boolean fillsGap = heard instanceof TradesSeen && !feed.recent().isEmpty();
        return switch (feed.status()) {
            case null -> false;
            case LIVE -> false;
            case RESYNCING -> fillsGap;
            case POLLING -> true;
            case DOWN, STALE -> fillsGap || heard.at().isAfter(feed.venueTime());
        };
    }

    private static @Nullable Draft statusAfter(SymbolFeed feed, FromVenue heard) {
        if (heard.source() == Source.SOCKET) {
            return feed.isLive() ? null : status(feed, heard.symbol(), State.LIVE, 0, "frames come");
        }
        boolean pollTakesOver = feed.status() == State.DOWN || feed.status() == State.STALE;
        return pollTakesOver && heard.at().isAfter(feed.venueTime())
                ? status(feed, heard.symbol(), State.POLLING, 0, "read by REST")
                : null;
    }

    private static @Nullable Draft change(SymbolFeed feed, FromVenue heard) {
        return switch (heard) {
            case TradesSeen trades -> trades(feed, trades);
            case QuoteSeen quote -> quote(feed, quote);
            case MarkPriceSeen mark -> markPrice(feed, mark);
            case TimeSeen _ -> null;
        };
    }

    private static @Nullable Draft trades(SymbolFeed feed, TradesSeen seen) {
        List<Trade> fresh = TradeJoin.fresh(feed, seen);
        if (fresh.isEmpty()) {
            return null;
        }
        String symbol = seen.symbol().name();
        String id = "ticks/" + symbol + "/deals/" + fresh.getFirst().tradeId() + "-"
                + fresh.getLast().tradeId();
        return tick(id, symbol, new TradesPrinted(seen.symbol(), fresh));
    }

    private static @Nullable Draft quote(SymbolFeed feed, QuoteSeen seen) {
        var quote = new QuoteChanged(
                seen.symbol(), seen.bidPrice(), seen.bidQuantity(), seen.askPrice(), seen.askQuantity());
        return quote.equals(feed.quote()) ? null : tick("quote", seen.version(), quote);
    }

    private static @Nullable Draft markPrice(SymbolFeed feed, MarkPriceSeen seen) {
        return seen.markPrice().equals(feed.markPrice())
                ? null
                : tick("mark", seen.at().toEpochMilli(), new MarkPriceChanged(seen.symbol(), seen.markPrice()));
    }

    private static Draft heartbeat(FromVenue heard) {
        return tick("heartbeat", heard.at().toEpochMilli(), new HeartbeatSeen(heard.symbol()));
    }

    private static List<Draft> listed(SymbolFeed feed, InstrumentListed terms) {
        if (terms.equals(feed.terms())) {
            return List.of();
        }
        String symbol = terms.symbol().name();
        return List.of(new Draft("instruments/" + symbol + "/" + (feed.listings() + 1), symbol, symbol, null, terms));
    }

    private static List<Draft> connected(SymbolFeed feed, ConnectionUp up) {
        boolean resyncs = feed.status() == null || feed.status() == State.DOWN || feed.status() == State.STALE;
        return resyncs
                ? List.of(status(feed, up.symbol(), State.RESYNCING, up.silentMillis(), "subscribed"))
                : List.of();
    }

    private static List<Draft> disconnected(SymbolFeed feed, ConnectionDown down) {
        boolean stays = feed.status() == State.DOWN || feed.status() == State.POLLING;
        return stays ? List.of() : List.of(status(feed, down.symbol(), State.DOWN, down.silentMillis(), down.reason()));
    }

    private List<Draft> watched(SymbolFeed feed, Silence silence) {
        boolean followed = feed.isLive() || feed.status() == State.RESYNCING;
        if (followed && rules.isTooSilent(silence)) {
            String reason = "no frame for " + silence.silentMillis() + " ms";
            return List.of(status(feed, silence.symbol(), State.STALE, silence.silentMillis(), reason));
        }
        if (feed.status() == State.POLLING && rules.isPollSilent(silence)) {
            State next = silence.connected() ? State.STALE : State.DOWN;
            String reason = "polls show nothing new for " + silence.pollSilentMillis() + " ms";
            return List.of(status(feed, silence.symbol(), next, silence.silentMillis(), reason));
        }
        return List.of();
    }

    private static Draft status(SymbolFeed feed, Symbol symbol, State next, long ageMillis, String reason) {
        return new Draft(
                "feed-status/" + symbol + "/" + (feed.statusChanges() + 1),
                symbol.name(),
                symbol.name(),
                null,
                new FeedStatusChanged(symbol, next, ageMillis, reason));
    }

    private static Draft tick(String kind, long number, TickEvent tick) {
        String symbol = tick.symbol().name();
        return tick("ticks/" + symbol + "/" + kind + "/" + number, symbol, tick);
    }

    private static Draft tick(String id, String symbol, TickEvent tick) {
        return new Draft(id, symbol, symbol, null, tick);
    }

    @Override
    public FeedState evolve(FeedState state, Event<?> event) {
        switch (event.data()) {
            case TickEvent tick -> put(state, tick.symbol(), ticked(state.feed(tick.symbol()), tick, event.time()));
            case FeedStatusChanged(Symbol symbol, State status, long _, String _) ->
                put(state, symbol, state.feed(symbol).withStatus(status));
            case InstrumentListed terms ->
                put(state, terms.symbol(), state.feed(terms.symbol()).withTerms(terms));
            default ->
                throw new IllegalArgumentException("a market data event was expected, was "
                        + event.data().getClass().getSimpleName() + " (id=" + event.id() + ")");
        }
        return state;
    }

    private static SymbolFeed ticked(SymbolFeed feed, TickEvent tick, Instant at) {
        return switch (tick) {
            case TradesPrinted(Symbol _, List<Trade> trades) -> feed.withTrades(trades);
            case QuoteChanged quote -> feed.withQuote(quote, at);
            case MarkPriceChanged mark -> feed.withMarkPrice(mark.markPrice(), at);
            case HeartbeatSeen _ -> feed.withVenueTime(at);
        };
    }

    private static void put(FeedState state, Symbol symbol, SymbolFeed feed) {
        state.feeds().put(symbol, feed);
    }
}
