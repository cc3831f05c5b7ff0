package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;

/** A stamped event, and the topic and key of the record that will carry it. */
record Keyed(Topic topic, String key, Event<?> event) {}
