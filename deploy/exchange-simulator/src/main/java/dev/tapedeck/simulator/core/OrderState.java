package dev.tapedeck.simulator.core;

/** The life of an order as the venue numbers it. A cancelled order may have filled in part. */
public enum OrderState {
    PENDING(1),
    OPEN(2),
    FILLED(3),
    CANCELLED(4),
    INVALID(5);

    private final int number;

    OrderState(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public boolean isFinal() {
        return this == FILLED || this == CANCELLED || this == INVALID;
    }
}
