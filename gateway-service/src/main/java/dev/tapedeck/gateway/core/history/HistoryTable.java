package dev.tapedeck.gateway.core.history;

import java.util.Locale;

/** The tables that the projection writes. */
public enum HistoryTable {
    EVENTS,
    TICKS,
    INDICATORS,
    SIGNAL_HISTORY,
    LIVE_ORDERS,
    FILLS,
    LIVE_POSITIONS,
    FUNDING,
    EQUITY,
    LIVE_TRADING_SESSIONS,
    ORDER_QUEUE,
    ALERTS,
    AUDIT,
    /** Not of events: how far each partition of the log is in the tables. */
    PROJECTED_OFFSETS;

    /** Returns the name that the database has for it. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
