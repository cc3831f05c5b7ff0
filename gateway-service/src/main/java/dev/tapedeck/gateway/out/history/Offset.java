package dev.tapedeck.gateway.out.history;

import java.time.Instant;

/**
 * How far a partition of the log is in the tables.
 *
 * @param next the first offset whose event is not in them
 * @param at when that was written, by our clock
 */
public record Offset(String topic, int partition, long next, Instant at) {}
