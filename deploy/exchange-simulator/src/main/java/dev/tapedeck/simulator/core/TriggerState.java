package dev.tapedeck.simulator.core;

/** The life of a plan or stop order as the venue numbers it. */
public enum TriggerState {
    UNTRIGGERED(1),
    CANCELLED(2),
    EXECUTED(3),
    INVALID(4),
    FAILED(5);

    private final int number;

    TriggerState(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
