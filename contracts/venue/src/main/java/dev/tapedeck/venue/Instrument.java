package dev.tapedeck.venue;

import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;

/**
 * A contract that the venue lists.
 *
 * @param tradable whether the venue takes orders for it now
 */
public record Instrument(InstrumentListed terms, boolean tradable) {}
