package dev.tapedeck.venue;

/** Whether long and short positions of a symbol stand side by side. */
public enum PositionMode {
    HEDGE,
    ONE_WAY
}
