package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps one symbol's book from a snapshot and the changes that follow it. It shows a book only while that is provably the venue's: changes may come late, twice, out
 * of order or not at all, and overlap the snapshot; while one is missing there is no book, until the gap is filled or a new seed comes. A change
 * continues the book when its range covers the next version, so merged changes and single ones (begin = end) both do. Not thread-safe.
 */
public final class BookKeeper {
    /** With more changes waiting the gap will not be filled any more: at 200 ms a merged frame these are three minutes. */
    private static final int WAITING_MAX = 1_000;

    private final Symbol symbol;
    private final NavigableMap<Price, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Price, Level> asks = new TreeMap<>();
    /** Changes that cannot be applied yet, by their last version; of two with the same one the longer. */
    private final TreeMap<Long, DepthChange> waiting = new TreeMap<>();

    private boolean seeded;
    private long version;
    private Instant at = Instant.EPOCH;

    /** What the keeper needs now. */
    public enum Need {
        NOTHING,
        /** The changes after {@link #version()}, by {@link #apply}, or a newer seed. */
        MISSING_CHANGES,
        /** A snapshot, by {@link #seed}. */
        SEED
    }

    public BookKeeper(Symbol symbol) {
        this.symbol = symbol;
    }

    /** Starts again from a snapshot. Changes that wait are kept and applied as far as they continue it. */
    public Need seed(Book snapshot) {
        clear();
        seeded = true;
        version = snapshot.version();
        at = snapshot.at();
        put(bids, snapshot.bids());
        put(asks, snapshot.asks());
        return applyWaiting();
    }

    /** Applies the change, or lets it wait for what is missing before it; one that is known already is ignored. */
    public Need apply(DepthChange change) {
        if (!seeded || change.end() > version) {
            waiting.merge(change.end(), change, (a, b) -> a.begin() <= b.begin() ? a : b);
        }
        if (waiting.size() > WAITING_MAX) {
            waiting.pollFirstEntry();
            forget();
        }
        return applyWaiting();
    }

    /** Returns the book, or nothing while a change is missing. */
    public Optional<Book> book() {
        return need() == Need.NOTHING
                ? Optional.of(new Book(symbol, List.copyOf(bids.values()), List.copyOf(asks.values()), version, at))
                : Optional.empty();
    }

    public Need need() {
        if (!seeded) {
            return Need.SEED;
        }
        return waiting.isEmpty() ? Need.NOTHING : Need.MISSING_CHANGES;
    }

    /** Returns the last version that was applied; 0 before the first seed. */
    public long version() {
        return version;
    }

    private Need applyWaiting() {
        while (seeded) {
            waiting.headMap(version, true).clear();
            Optional<DepthChange> next = continuing();
            if (next.isEmpty()) {
                break;
            }
            merge(next.get());
        }
        return need();
    }

    private Optional<DepthChange> continuing() {
        return waiting.values().stream()
                .filter(change -> change.begin() <= version + 1)
                .findFirst();
    }

    private void merge(DepthChange change) {
        put(bids, change.bids());
        put(asks, change.asks());
        version = change.end();
        at = change.at();
        if (isCrossed()) {
            forget();
        }
    }

    /** No venue's book is crossed, so either the seed or a change was wrong. */
    private boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
    }

    private void forget() {
        clear();
        seeded = false;
    }

    private void clear() {
        bids.clear();
        asks.clear();
    }

    private static void put(Map<Price, Level> side, List<Level> levels) {
        for (Level level : levels) {
            if (level.quantity().isZero()) {
                side.remove(level.price());
            } else {
                side.put(level.price(), level);
            }
        }
    }
}
