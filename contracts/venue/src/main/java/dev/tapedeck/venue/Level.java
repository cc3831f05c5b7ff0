package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;

/** All that rests at one price. In a change of the book a quantity of zero means that the level is gone. */
public record Level(Price price, Quantity quantity) {}
