package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Direction;

/** The leverage that new positions of one direction get. */
public record LeverageSetting(Direction direction, int leverage, boolean isolated) {}
