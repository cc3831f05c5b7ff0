package dev.tapedeck.simulator.core;

/**
 * How a request came and what its sender is told, for the ledger; nothing depends on it.
 *
 * @param atWallMicros wall clock, epoch microseconds; 0 where there is none
 * @param toldInstead what the sender is told instead of the verdict; empty when it is told the verdict
 */
public record Arrival(long atWallMicros, String toldInstead) {
    /** Nobody asked from outside: a trigger fired, or the venue acts by itself. */
    static final Arrival NONE = new Arrival(0, "");
}
