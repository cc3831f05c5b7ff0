package dev.tapedeck.gateway.core.history;

import java.time.Instant;

/**
 * How far a partition of the log is in the tables.
 *
 * @param next the first offset whose event is not in them
 * @param at when that was written, by our clock
 */
public record Offset(String topic, int partition, long next, Instant at) {
    /**
     * Returns the row that replaces the one before of this partition: all have the same timestamp.
     *
     * @param projection the log and the generation of the tables
     */
    public Row row(String projection) {
        return Row.of(HistoryTable.PROJECTED_OFFSETS, Instant.EPOCH)
                .symbol("projection", projection)
                .symbol("topic", topic)
                .number("log_partition", partition)
                .number("next_offset", next)
                .time("updated_at", at)
                .build();
    }
}
