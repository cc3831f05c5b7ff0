package dev.tapedeck.simulator.tape;

/** Walks the prints of one or more tapes in time order without an object per print. Not thread-safe. */
public interface TapeCursor extends AutoCloseable {

    /** Moves to the next print; false at the end of the tape. The other methods describe the print moved to. */
    boolean advance();

    /** UTC milliseconds, never before the previous print's. */
    long timestampMillis();

    /** Index of the market the print belongs to. */
    int market();

    /** Whole ticks of the market's instrument, at least 1. */
    long ticks();

    /** At least 1. */
    long contracts();

    boolean buyerTakes();

    @Override
    void close();
}
