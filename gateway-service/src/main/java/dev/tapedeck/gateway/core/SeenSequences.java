package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import java.util.Map;

/**
 * Tells new events from repeated ones. An aggregate that has one writer counts its events, so what is not above the last number is a repeat; where
 * several services share a topic, the event id decides. Remembers the last {@code capacity} aggregates.
 */
final class SeenSequences {
    private record Aggregate(Topic topic, String name) {}

    private final Map<Aggregate, Long> last;

    SeenSequences(int capacity) {
        this.last = new BoundedMap<>(capacity);
    }

    /** Returns whether the event was not seen before, and remembers it. */
    boolean isNew(Topic topic, Event<?> event) {
        if (!isAhead(topic, event)) {
            return false;
        }
        Aggregate aggregate = aggregate(topic, event);
        last.remove(aggregate);
        last.put(aggregate, event.sequence());
        return true;
    }

    /** Returns whether the event was not seen before. */
    boolean isAhead(Topic topic, Event<?> event) {
        Long before = last.get(aggregate(topic, event));
        return before == null || event.sequence() > before;
    }

    private static Aggregate aggregate(Topic topic, Event<?> event) {
        return new Aggregate(topic, topic.writers().size() > 1 ? event.id() : event.subject());
    }

    /** Returns the sequence of the last event of the subject, 0 when none was seen. */
    long last(Topic topic, String subject) {
        return last.getOrDefault(new Aggregate(topic, subject), 0L);
    }
}
