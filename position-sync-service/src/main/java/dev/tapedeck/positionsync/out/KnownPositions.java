package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.positionsync.core.PositionBook;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the log says of the positions that are compared with the venue. Safe for use by many threads. */
final class KnownPositions {
    /**
     * A position as last heard of.
     *
     * @param differs whether the truths differed when the venue was last asked
     * @param unresolved whether a difference was said that is not resolved; a fill may end a difference before anybody saw what else happened meanwhile
     */
    private record Known(String session, Symbol symbol, boolean held, boolean differs, boolean unresolved) {
        static Known first(String session, Symbol symbol) {
            return new Known(session, symbol, false, false, false);
        }

        Known heard(PositionChanged position) {
            boolean holds = !position.quantity().isZero();
            return new Known(session, symbol, holds, PositionBook.differ(position), unresolved);
        }

        Known withUnresolved(boolean now) {
            return new Known(session, symbol, held, differs, now);
        }

        boolean isDoubtful() {
            return differs || unresolved;
        }

        boolean isOver() {
            return !held && !isDoubtful();
        }
    }

    private final Map<String, Known> byKey = new ConcurrentHashMap<>();

    void heard(PositionChanged position) {
        change(
                PositionBook.key(position),
                Known.first(position.sessionId(), position.symbol()),
                known -> known.heard(position));
    }

    void heard(PositionMismatched said) {
        if (said.kind() != MismatchKind.UNKNOWN_ORDER) {
            change(
                    PositionBook.key(said.sessionId(), said.symbol(), said.direction()),
                    Known.first(said.sessionId(), said.symbol()),
                    known -> known.withUnresolved(true));
        }
    }

    void heard(PositionMismatchResolved resolved) {
        change(
                PositionBook.key(resolved.sessionId(), resolved.symbol(), resolved.direction()),
                Known.first(resolved.sessionId(), resolved.symbol()),
                known -> known.withUnresolved(false));
    }

    /** Takes over what a cell that was read from the log knows. */
    void restored(PositionBook book) {
        book.positions()
                .forEach((key, position) -> change(
                        key,
                        Known.first(position.sessionId(), position.symbol()),
                        known -> known.heard(position)
                                .withUnresolved(book.mismatches().containsKey(key))));
    }

    private void change(String key, Known first, UnaryOperator<Known> heard) {
        byKey.compute(key, (same, before) -> heard.apply(before == null ? first : before));
    }

    /** Drops what is known of these sessions: another process has them now. */
    void forget(Predicate<String> sessions) {
        byKey.values().removeIf(known -> sessions.test(known.session()));
    }

    /** Drops what is over in the sessions that are not among these: nobody compares it any more. */
    void keepOnly(Set<String> sessions) {
        byKey.values().removeIf(known -> known.isOver() && !sessions.contains(known.session()));
    }

    /** Returns the sessions that hold something or have an open difference: they are followed to their end, also when they run no more. */
    Set<String> unfinishedSessions() {
        return byKey.values().stream()
                .filter(known -> !known.isOver())
                .map(Known::session)
                .collect(Collectors.toSet());
    }

    /** Returns the symbols whose truths differ, or did and nobody knows yet why. */
    Set<Symbol> doubtful() {
        return byKey.values().stream()
                .filter(Known::isDoubtful)
                .map(Known::symbol)
                .collect(Collectors.toSet());
    }

    /** Returns the symbols of every position that was heard of. */
    Set<Symbol> symbols() {
        return byKey.values().stream().map(Known::symbol).collect(Collectors.toSet());
    }
}
