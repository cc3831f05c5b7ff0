package dev.tapedeck.contracts.value;

/** The side of a position. */
public enum Direction {
    LONG,
    SHORT;

    /** Returns the order side that opens or adds to a position of this direction. */
    public Side entrySide() {
        return this == LONG ? Side.BUY : Side.SELL;
    }

    /** Returns the order side that reduces a position of this direction. */
    public Side exitSide() {
        return entrySide().opposite();
    }
}
