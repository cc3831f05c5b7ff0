package dev.tapedeck.simulator.core;

/** Why an accepted order ended without filling: the {@code errorCode} of the order object. */
public enum EndReason {
    NONE(0),
    INSUFFICIENT_BALANCE(2),
    POSITION_NOT_ENOUGH(4),
    POSITION_MODE_MISMATCH(9),
    POSITION_LIQUIDATED(13),
    IOC_CANCEL(18),
    FOK_CANCEL(19),
    POST_ONLY_CANCEL(20),
    MARKET_CANCEL(21);

    private final int number;

    EndReason(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
