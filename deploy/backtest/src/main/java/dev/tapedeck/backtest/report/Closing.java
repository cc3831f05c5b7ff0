package dev.tapedeck.backtest.report;

/** What closed a position. */
public enum Closing {
    /** The strategy's close section, or the longest time that it holds a position. */
    ZE1,
    /** The strategy's emergency exit. */
    E1,
    /** The stop that protects the position at the venue. */
    STOP_AT_VENUE,
    LIQUIDATION,
    /** Anything else: the end of the run, a request to close, somebody else. */
    OTHER
}
