package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The positions of one partition and, in the first, what trading is allowed. Immutable.
 *
 * @param positions by {@code session/symbol/direction}
 * @param tradingStates by {@code scope/scopeId}; a scope that was never set is not there and allows everything
 * @param mismatches that were said and are not resolved, by the key of their position
 * @param corrections how often each position was corrected
 * @param firstFills the venue's time of the first fill on each position
 * @param accounted ids of the venue's orders that corrections counted, oldest first; the newest {@value #ORDERS_KEPT}
 * @param strangers ids of the resting orders that are not ours and were said, oldest first; the newest {@value #ORDERS_KEPT}
 * @param watch what was said about accounts and margins, and what was asked to be closed
 */
public record PositionBook(
        Map<String, PositionChanged> positions,
        Map<String, TradingStateChanged> tradingStates,
        Map<String, OpenMismatch> mismatches,
        Map<String, Long> corrections,
        Map<String, Instant> firstFills,
        List<String> accounted,
        List<String> strangers,
        Watch watch) {
    static final PositionBook EMPTY =
            new PositionBook(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), Watch.EMPTY);

    private static final int ORDERS_KEPT = 1_000;

    public static String key(String sessionId, Symbol symbol, Direction direction) {
        return sessionId + "/" + symbol + "/" + direction;
    }

    /** Returns the key of a position. */
    public static String key(PositionChanged position) {
        return key(position.sessionId(), position.symbol(), position.direction());
    }

    /** Returns whether the truths differ, in the contracts or in the price at which they were entered. */
    public static boolean differ(PositionChanged position) {
        return !position.agrees() || Comparison.arePricesApart(position);
    }

    @Nullable
    PositionChanged position(String sessionId, Symbol symbol, Direction direction) {
        return positions.get(key(sessionId, symbol, direction));
    }

    List<PositionChanged> ofSession(String sessionId) {
        return positions.values().stream()
                .filter(position -> position.sessionId().equals(sessionId))
                .toList();
    }

    PositionBook with(PositionChanged position) {
        var copy = new TreeMap<>(positions);
        copy.put(key(position), position);
        return new PositionBook(
                copy, tradingStates, mismatches, corrections, firstFills, accounted, strangers, watch.after(position));
    }

    /** A position that a fill made: the first one says since when what others do to it is ours to count. */
    PositionBook filled(PositionChanged position, Instant at) {
        PositionBook after = with(position);
        if (firstFills.containsKey(key(position))) {
            return after;
        }
        var copy = new TreeMap<>(firstFills);
        copy.put(key(position), at);
        return new PositionBook(
                after.positions, tradingStates, mismatches, corrections, copy, accounted, strangers, after.watch);
    }

    PositionBook with(Watch after) {
        return new PositionBook(
                positions, tradingStates, mismatches, corrections, firstFills, accounted, strangers, after);
    }

    PositionBook with(TradingStateChanged state) {
        var copy = new TreeMap<>(tradingStates);
        copy.put(state.scope().key(state.scopeId()), state);
        return new PositionBook(positions, copy, mismatches, corrections, firstFills, accounted, strangers, watch);
    }

    PositionBook with(PositionMismatched said, Instant at) {
        if (said.kind() == MismatchKind.UNKNOWN_ORDER) {
            return said.reference() == null ? this : knowing(said.reference());
        }
        var copy = new TreeMap<>(mismatches);
        copy.put(
                key(said.sessionId(), said.symbol(), said.direction()),
                new OpenMismatch(said.kind(), said.own(), said.venue(), at));
        return new PositionBook(positions, tradingStates, copy, corrections, firstFills, accounted, strangers, watch);
    }

    PositionBook resolved(String key) {
        var copy = new TreeMap<>(mismatches);
        copy.remove(key);
        return new PositionBook(positions, tradingStates, copy, corrections, firstFills, accounted, strangers, watch);
    }

    PositionBook with(PositionCorrected correction) {
        var counts = new TreeMap<>(corrections);
        counts.put(key(correction.sessionId(), correction.symbol(), correction.direction()), correction.number());
        return new PositionBook(positions, tradingStates, mismatches, counts, firstFills, accounted, strangers, watch)
                .accounting(correction.references());
    }

    private PositionBook accounting(List<String> references) {
        return new PositionBook(
                positions,
                tradingStates,
                mismatches,
                corrections,
                firstFills,
                newest(accounted, references),
                strangers,
                watch);
    }

    private PositionBook knowing(String stranger) {
        return new PositionBook(
                positions,
                tradingStates,
                mismatches,
                corrections,
                firstFills,
                accounted,
                newest(strangers, List.of(stranger)),
                watch);
    }

    private static List<String> newest(List<String> before, List<String> more) {
        var all = new ArrayList<>(before);
        all.addAll(more);
        int surplus = Math.max(0, all.size() - ORDERS_KEPT);
        return List.copyOf(all.subList(surplus, all.size()));
    }
}
