package dev.tapedeck.simulator.market;

/**
 * Levels that changed from version {@code begin - 1} to {@code end}; contracts are absolute, 0 deletes.
 *
 * @param atMillis tape time
 */
public record BookUpdate(long begin, long end, BookLevels asks, BookLevels bids, long atMillis) {}
