package dev.tapedeck.simulator.core;

/**
 * An instrument and the first print of its tape, from which its market has a price before anything plays.
 *
 * @param ticks price in ticks, at least 1
 * @param contracts size of that print, at least 1
 */
public record MarketOpening(Instrument instrument, long ticks, long contracts) {}
