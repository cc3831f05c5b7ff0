package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.FlattenProgressed;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevel;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the watchdog said last. Immutable.
 *
 * @param equities by session
 * @param margins levels that are not safe, by position
 * @param closes the last request to close each position
 * @param fundings what was settled, by session
 * @param flattened how far the last flattening of each scope was said to be, by {@code session/scope/scopeId}
 */
public record Watch(
        Map<String, EquityMarked> equities,
        Map<String, MarginLevel> margins,
        Map<String, Close> closes,
        Map<String, Funding> fundings,
        Map<String, FlattenProgressed> flattened) {
    static final Watch EMPTY = new Watch(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /** A request to close a position. */
    public record Close(long number, String requestId, Instant at) {}

    /**
     * Funding of a session.
     *
     * @param recent ids of the settlements that were counted last, oldest first; more than one answer of the venue has
     */
    public record Funding(Usdt total, List<String> recent) {
        private static final int RECENT_KEPT = 500;

        static final Funding NONE = new Funding(Usdt.ZERO, List.of());

        Funding with(FundingSettled settled) {
            var ids = new ArrayList<>(recent);
            ids.add(settled.fundingId());
            int surplus = Math.max(0, ids.size() - RECENT_KEPT);
            return new Funding(total.plus(settled.amount()), List.copyOf(ids.subList(surplus, ids.size())));
        }
    }

    Funding funding(String sessionId) {
        return fundings.getOrDefault(sessionId, Funding.NONE);
    }

    Watch with(FundingSettled settled) {
        Funding after = funding(settled.sessionId()).with(settled);
        return new Watch(equities, margins, closes, put(fundings, settled.sessionId(), after), flattened);
    }

    MarginLevel margin(String position) {
        return margins.getOrDefault(position, MarginLevel.SAFE);
    }

    Watch with(EquityMarked equity) {
        return new Watch(put(equities, equity.sessionId(), equity), margins, closes, fundings, flattened);
    }

    Watch with(MarginLevelChanged margin) {
        String key = PositionBook.key(margin.sessionId(), margin.symbol(), margin.direction());
        return margin.level() == MarginLevel.SAFE
                ? withoutMargin(key)
                : new Watch(equities, put(margins, key, margin.level()), closes, fundings, flattened);
    }

    Watch with(PositionCloseRequested asked, Instant at) {
        String key = PositionBook.key(asked.sessionId(), asked.symbol(), asked.direction());
        var close = new Close(asked.number(), asked.requestId(), at);
        return new Watch(equities, margins, put(closes, key, close), fundings, flattened);
    }

    Watch with(String scope, FlattenProgressed progress) {
        return new Watch(equities, margins, closes, fundings, put(flattened, scope, progress));
    }

    /** Nothing that is not held is near its liquidation. */
    Watch after(PositionChanged position) {
        boolean held = position.venue() == null || !position.venue().quantity().isZero();
        return held ? this : withoutMargin(PositionBook.key(position));
    }

    private Watch withoutMargin(String key) {
        if (!margins.containsKey(key)) {
            return this;
        }
        var copy = new TreeMap<>(margins);
        copy.remove(key);
        return new Watch(equities, copy, closes, fundings, flattened);
    }

    private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
        var copy = new TreeMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
