package dev.tapedeck.indicator.core;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One variant of one symbol, updated with every tick at amortised constant cost. Times are event times in milliseconds since the epoch
 * and never decrease from call to call. A window of {@code w} at time {@code t} is left-open: {@code (t - w, t]}. Not thread-safe.
 */
interface Indicator {
    /** More entries than this are never held: an indicator that reaches it starts anew. */
    int ENTRIES_MAX = 1 << 20;

    /** Time passed. Called when it did, before a trade with the trade's time and at the end of a tick with the tick's. */
    void advance(long nowMillis);

    /** A trade at the time that {@link #advance} was last called with. */
    void onTrade(TradeTick trade);

    /** Returns whether it asks for quotes; one that does not is never told of any. */
    default boolean usesQuotes() {
        return false;
    }

    /** The best bid and ask changed. */
    default void onQuote(QuoteTick quote) {}

    /** Returns the value at the time of the last {@link #advance}; NaN or infinite when it has none. */
    double value();

    /** Returns how long after its first trade the value begins to mean something: the length of its window. */
    long warmUpMillis();

    /** Returns how many entries are held. */
    int entries();

    /** Writes everything that changes, so that {@link #load} on a new one of the same variant continues bit for bit. */
    void save(DataOutput out) throws IOException;

    void load(DataInput in) throws IOException;
}
