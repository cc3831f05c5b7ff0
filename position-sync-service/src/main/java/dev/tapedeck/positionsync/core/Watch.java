package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.FlattenProgressed;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevel;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the watchdog said last. Immutable.
 *
 * @param equities by session
 * @param margins levels that are not safe, by position
 * @param closes the last request to close each position
 * @param flattened how far the last flattening of each scope was said to be, by {@code session/scope/scopeId}
 */
public record Watch(
        Map<String, EquityMarked> equities,
        Map<String, MarginLevel> margins,
        Map<String, Close> closes,
        Map<String, FlattenProgressed> flattened) {
    static final Watch EMPTY = new Watch(Map.of(), Map.of(), Map.of(), Map.of());

    /** A request to close a position. */
    public record Close(long number, String requestId, Instant at) {}

    MarginLevel margin(String position) {
        return margins.getOrDefault(position, MarginLevel.SAFE);
    }

    Watch with(EquityMarked equity) {
        return new Watch(put(equities, equity.sessionId(), equity), margins, closes, flattened);
    }

    Watch with(MarginLevelChanged margin) {
        String key = PositionBook.key(margin.sessionId(), margin.symbol(), margin.direction());
        return margin.level() == MarginLevel.SAFE
                ? withoutMargin(key)
                : new Watch(equities, put(margins, key, margin.level()), closes, flattened);
    }

    Watch with(PositionCloseRequested asked, Instant at) {
        String key = PositionBook.key(asked.sessionId(), asked.symbol(), asked.direction());
        var close = new Close(asked.number(), asked.requestId(), at);
        return new Watch(equities, margins, put(closes, key, close), flattened);
    }

    Watch with(String scope, FlattenProgressed progress) {
        return new Watch(equities, margins, closes, put(flattened, scope, progress));
    }

    /** Nothing that is not held is near its liquidation. */
    Watch after(PositionChanged position) {
        boolean held = position.venue() == null || !position.venue().quantity().isZero();
        return held
                ? this
                : withoutMargin(PositionBook.key(position.sessionId(), position.symbol(), position.direction()));
    }

    private Watch withoutMargin(String key) {
        if (!margins.containsKey(key)) {
            return this;
        }
        var copy = new TreeMap<>(margins);
        copy.remove(key);
        return new Watch(equities, copy, closes, flattened);
    }

    private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
        var copy = new TreeMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
