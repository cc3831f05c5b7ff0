package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.EventType;
import java.time.Instant;

/** An event with the time at which it reached the log. */
public record LoggedEvent(Event<?> event, Instant recordedAt) {
    /** Returns it as a part of a causal chain. */
    public ChainLink link() {
        EventType type = EventType.of(event.data().getClass());
        return new ChainLink(type.topic().topicName(), event.id(), event.time(), type.wireName(), recordedAt);
    }
}
