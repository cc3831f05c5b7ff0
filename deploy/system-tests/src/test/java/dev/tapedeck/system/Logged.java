package dev.tapedeck.system;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event and where the log has it.
 *
 * @param timestamp wall clock of the append, milliseconds
 * @param text exactly as it is on the log
 */
record Logged(Topic topic, int partition, long offset, long timestamp, Event<?> event, String text) {
    /** Returns the event that the record holds, empty when it holds none. */
    static Optional<Logged> of(Topic topic, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            Event<?> event = EventCodec.decode(record.value());
            String text = new String(record.value(), StandardCharsets.UTF_8);
            return Optional.of(new Logged(topic, record.partition(), record.offset(), record.timestamp(), event, text));
        } catch (UndecodableEvent poison) {
            return Optional.empty();
        }
    }

    /** Returns what it says without what depends on when: id, time and cause. */
    String content() {
        try {
            ObjectNode json = (ObjectNode) Json.MAPPER.readTree(text);
            return json.remove(List.of("id", "time", "causationid")).toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException("an event is JSON: " + text, impossible);
        }
    }

    @Override
    public String toString() {
        return topic.topicName() + "-" + partition + "@" + offset + " " + text;
    }
}
