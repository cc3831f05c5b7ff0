package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;

/** A stamped event and the key of the record that will carry it. */
record Keyed(String key, Event<?> event) {}
