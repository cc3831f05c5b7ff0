package dev.tapedeck.simulator.market;

import dev.tapedeck.simulator.core.DepthSide;
import dev.tapedeck.simulator.core.Market;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The book as the public has seen it. Every {@link #publish} that changes it makes one version; a merged update covers
 * all versions since the last merged one. The snapshot is always the last published version, so snapshot and updates fit
 * together.
 */
public final class PublishedBook {
    /** The version before the first publication. */
    public static final long FIRST_VERSION = 28_000_000_000L;

    private static final int COMMITS_KEPT = 1000;

    private final Market market;
    private final DepthSide side = new DepthSide();
    private final Deque<BookUpdate> commits = new ArrayDeque<>();
    private BookLevels asks = BookLevels.NONE;
    private BookLevels bids = BookLevels.NONE;
    private BookLevels mergedAsks = BookLevels.NONE;
    private BookLevels mergedBids = BookLevels.NONE;
    private long version = FIRST_VERSION;
    private long mergedVersion = FIRST_VERSION;
    private long atMillis;

    PublishedBook(Market market) {
        this.market = market;
    }

    PublishedBook copy() {
        PublishedBook copy = new PublishedBook(market);
        copy.commits.addAll(commits);
        copy.asks = asks;
        copy.bids = bids;
        copy.mergedAsks = mergedAsks;
        copy.mergedBids = mergedBids;
        copy.version = version;
        copy.mergedVersion = mergedVersion;
        copy.atMillis = atMillis;
        return copy;
    }

    /** Publishes the market's present book; null when it is as the public knows it. */
    public @Nullable BookUpdate publish(long nowMillis) {
        market.depth(true, side);
        BookLevels newAsks = BookLevels.of(side);
        market.depth(false, side);
        BookLevels newBids = BookLevels.of(side);
        BookLevels changedAsks = newAsks.changesSince(asks, true);
        BookLevels changedBids = newBids.changesSince(bids, false);
        if (changedAsks.size() == 0 && changedBids.size() == 0) {
            return null;
        }
        asks = newAsks;
        bids = newBids;
        atMillis = nowMillis;
        version++;
        BookUpdate update = new BookUpdate(version, version, changedAsks, changedBids, nowMillis);
        if (commits.size() == COMMITS_KEPT) {
            commits.removeLast();
        }
        commits.addFirst(update);
        return update;
    }

    /** What changed since the last merged update; null when no version came since. */
    public @Nullable BookUpdate merge() {
        if (mergedVersion == version) {
            return null;
        }
        BookUpdate update = new BookUpdate(
                mergedVersion + 1,
                version,
                asks.changesSince(mergedAsks, true),
                bids.changesSince(mergedBids, false),
                atMillis);
        mergedAsks = asks;
        mergedBids = bids;
        mergedVersion = version;
        return update;
    }

    public BookLevels asks() {
        return asks;
    }

    public BookLevels bids() {
        return bids;
    }

    public long version() {
        return version;
    }

    public long atMillis() {
        return atMillis;
    }

    /** The last updates, newest first; at most 1,000. */
    public Iterable<BookUpdate> commits() {
        return commits;
    }
}
