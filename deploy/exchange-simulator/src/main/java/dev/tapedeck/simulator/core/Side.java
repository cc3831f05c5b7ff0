package dev.tapedeck.simulator.core;

import org.jspecify.annotations.Nullable;

/** The four order sides of the contract API. In one-way mode an opening side first reduces the opposite position. */
public enum Side {
    OPEN_LONG(1, true, true),
    CLOSE_SHORT(2, true, false),
    OPEN_SHORT(3, false, true),
    CLOSE_LONG(4, false, false);

    private final int number;
    private final boolean buys;
    private final boolean opens;

    Side(int number, boolean buys, boolean opens) {
        this.number = number;
        this.buys = buys;
        this.opens = opens;
    }

    public static @Nullable Side of(int number) {
        return number >= 1 && number <= 4 ? values()[number - 1] : null;
    }

    /** The side that closes a position of the given direction. */
    public static Side closing(boolean longPosition) {
        return longPosition ? CLOSE_LONG : CLOSE_SHORT;
    }

    public int number() {
        return number;
    }

    public boolean buys() {
        return buys;
    }

    public boolean opens() {
        return opens;
    }

    /** Whether the position this side opens or closes is long. */
    public boolean concernsLong() {
        return this == OPEN_LONG || this == CLOSE_LONG;
    }
}
