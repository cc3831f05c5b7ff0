package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.TickEvent.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One-minute candles of a symbol by event time, the newest {@code capacity} of them. A late trade changes the candle that it belongs to. */
final class Candles {
    private static final long MINUTE_SECONDS = 60;

    private final int capacity;
    private final TreeMap<Long, Candle> byStart = new TreeMap<>();

    Candles(int capacity) {
        this.capacity = capacity;
    }

    /** Adds the trade and returns the start of its candle in seconds since the epoch. */
    long add(Trade trade) {
        long start = Math.floorDiv(trade.at().getEpochSecond(), MINUTE_SECONDS) * MINUTE_SECONDS;
        byStart.merge(start, Candle.of(start, trade), (known, alone) -> known.with(trade));
        if (byStart.size() > capacity) {
            byStart.pollFirstEntry();
        }
        return start;
    }

    /** Returns those of the candles that are still kept, oldest first. */
    List<Candle> at(Iterable<Long> starts) {
        var found = new ArrayList<Candle>();
        for (Long start : starts) {
            Candle candle = byStart.get(start);
            if (candle != null) {
                found.add(candle);
            }
        }
        return found;
    }

    /** Returns the newest {@code limit} candles of {@code minutes} minutes each, oldest first; intervals start at multiples of their length. */
    List<Candle> newest(int limit, int minutes) {
        long length = minutes * MINUTE_SECONDS;
        var newestFirst = new ArrayList<Candle>();
        for (Candle candle : byStart.descendingMap().values()) {
            long start = Math.floorDiv(candle.t(), length) * length;
            Candle last = newestFirst.isEmpty() ? null : newestFirst.getLast();
            if (last != null && last.t() == start) {
                newestFirst.set(newestFirst.size() - 1, candle.startingAt(start).then(last));
            } else if (newestFirst.size() == limit) {
                break;
            } else {
                newestFirst.add(candle.startingAt(start));
            }
        }
        return List.copyOf(newestFirst.reversed());
    }
}
