package dev.tapedeck.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of everything on the log. Attribute names are those of CloudEvents; {@code type} is derived from the
 * class of {@code data}.
 *
 * @param id derived from what the event means, so that a retry or a replay makes the same id
 * @param source the service that wrote it
 * @param subject the aggregate that the writer owns: a symbol's feed, a strategy instance, an account, an order
 * @param time event time, UTC: when it happened at the venue or when the input that caused it happened; never the writer's clock
 *     unless the writer's clock is the origin of the fact
 * @param sequence counts 1, 2, 3 ... per topic and subject without gaps
 * @param correlationId the detection episode that this belongs to, if any
 * @param causationId id of the event that caused this one, if an event did
 */
public record Event<D extends EventData>(
        String id,
        String source,
        String subject,
        Instant time,
        long sequence,
        @Nullable String correlationId,
        @Nullable String causationId,
        D data) {

    public Event {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("event id must not be empty (subject=" + subject + ")");
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be >= 1, was " + sequence + " (id=" + id + ")");
        }
    }
}
