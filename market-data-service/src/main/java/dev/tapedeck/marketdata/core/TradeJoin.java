package dev.tapedeck.marketdata.core;

import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.marketdata.core.FeedCommand.Source;
import dev.tapedeck.marketdata.core.FeedCommand.TradesSeen;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Joins trades that come by frames and by polls, which overlap, into one run without repeats. Frames carry trade ids and polls may not; a trade without an id is the
 * same as another when time, price, quantity and side are, and n of the same content are n trades. Where a frame begins between equal trades of one millisecond that a
 * poll showed without ids, nobody can tell which are which; then fewer are printed, never more.
 */
final class TradeJoin {
    /** Marks an id that we made because the venue gave none. */
    private static final String MADE = "x";

    private final ArrayDeque<Trade> recent;
    private final Instant newest;
    private final Source source;
    /** Remembered trades that a trade of this batch was found to repeat; each can be repeated once. */
    private final Set<String> repeated = new HashSet<>();

    /** The ids of this batch. */
    private final Set<String> taken = new HashSet<>();

    private final List<Trade> fresh = new ArrayList<>();

    private TradeJoin(SymbolFeed feed, TradesSeen seen) {
        this.recent = feed.recent();
        this.newest = feed.newestTrade();
        this.source = seen.source();
    }

    /** Returns the trades that were not seen before, in their order, each with an id. */
    static List<Trade> fresh(SymbolFeed feed, TradesSeen seen) {
        SeenTrade first = seen.trades().getFirst();
        // Most frames hold one trade that is newer than all before it, and then there is nothing to compare.
        if (seen.trades().size() == 1 && first.tradeId() != null && first.at().isAfter(feed.newestTrade())) {
            return List.of(trade(first.tradeId(), first));
        }
        var join = new TradeJoin(feed, seen);
        seen.trades().forEach(join::add);
        return join.fresh;
    }

    private void add(SeenTrade trade) {
        boolean mayRepeat = !trade.at().isAfter(newest);
        if (mayRepeat && (isForgotten(trade) || isRepeat(trade))) {
            return;
        }
        String id = trade.tradeId() == null ? madeId(trade) : trade.tradeId();
        if (taken.add(id)) {
            fresh.add(trade(id, trade));
        }
    }

    private static Trade trade(String id, SeenTrade seen) {
        return new Trade(id, seen.price(), seen.quantity(), seen.takerSide(), seen.at());
    }

    /**
     * Older than all that is remembered: it was seen, or comes too late to be told from one that was. Only a poll brings such trades; a socket does not repeat
     * the past, so when its trades are that old the venue's clock was set back, as when a simulator starts its tape again, and they are news.
     */
    private boolean isForgotten(SeenTrade trade) {
        return source == Source.POLL
                && recent.size() >= SymbolFeed.RECENT_MAX
                && recent.stream().allMatch(known -> trade.at().isBefore(known.at()));
    }

    private boolean isRepeat(SeenTrade trade) {
        for (Trade known : recent) {
            if (isSame(known, trade) && repeated.add(known.tradeId())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Trade known, SeenTrade trade) {
        boolean idsTell = trade.tradeId() != null && !known.tradeId().startsWith(MADE);
        return idsTell ? known.tradeId().equals(trade.tradeId()) : isSameContent(known, trade);
    }

    private static boolean isSameContent(Trade known, SeenTrade trade) {
        return known.at().equals(trade.at())
                && known.price().equals(trade.price())
                && known.quantity().equals(trade.quantity())
                && known.takerSide() == trade.takerSide();
    }

    private String madeId(SeenTrade trade) {
        String content = MADE + trade.at().toEpochMilli() + "-" + trade.price() + "-" + trade.quantity() + "-"
                + trade.takerSide().name().charAt(0);
        long before = Stream.concat(recent.stream(), fresh.stream())
                .filter(known -> isSameContent(known, trade))
                .count();
        return content + "-" + before;
    }
}
