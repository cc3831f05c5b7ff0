package dev.tapedeck.simulator.core;

import org.jspecify.annotations.Nullable;

/** Order types of the contract API. Type 6 (market-to-limit, what ccxt sends for "market") executes as a market order. */
public enum OrderType {
    LIMIT(1),
    POST_ONLY(2),
    IMMEDIATE_OR_CANCEL(3),
    FILL_OR_KILL(4),
    MARKET(5),
    MARKET_TO_LIMIT(6);

    private final int number;

    OrderType(int number) {
        this.number = number;
    }

    public static @Nullable OrderType of(int number) {
        return number >= 1 && number <= 6 ? values()[number - 1] : null;
    }

    public int number() {
        return number;
    }

    public boolean hasLimitPrice() {
        return this != MARKET && this != MARKET_TO_LIMIT;
    }

    /** Whether it may take a part of what it asks for and leave the rest for later. */
    boolean mayFillInPart() {
        return this != POST_ONLY && this != FILL_OR_KILL;
    }

    /** Whether what is not filled at once stays in the book. */
    public boolean rests() {
        return this == LIMIT || this == POST_ONLY;
    }
}
