package dev.tapedeck.gateway.core.history;

import java.util.Locale;

/** The tables that events become rows of. */
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
    AUDIT;

    /** Returns the name that the database has for it. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
