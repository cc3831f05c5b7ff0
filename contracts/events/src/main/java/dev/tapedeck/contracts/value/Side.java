package dev.tapedeck.contracts.value;

/** The side of an order or of the taker of a trade. */
public enum Side {
    BUY,
    SELL;

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
