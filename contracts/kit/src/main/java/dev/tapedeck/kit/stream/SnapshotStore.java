package dev.tapedeck.kit.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.topic.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Snapshots of cells on the service's compacted state topic: partition n holds cell n. */
final class SnapshotStore {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);

    /** Room for the record's key and frame. */
    private static final int BYTES_MAX = Service.STATE_RECORD_BYTES_MAX - 1_024;

    private static final JsonMapper MAPPER = Json.withTextsUpTo(Service.STATE_RECORD_BYTES_MAX);

    private final String topic;

    SnapshotStore(String topic) {
        this.topic = topic;
    }

    /** Returns the last snapshot of the cell. One that cannot be read is passed over: the log holds everything that it held. */
    Optional<CellSnapshot> load(int cell, LogReader reader) {
        var last = new AtomicReference<byte[]>();
        reader.read(List.of(new TopicPartition(topic, cell)), Map.of(), record -> last.set(record.value()));
        if (last.get() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(last.get(), CellSnapshot.class));
        } catch (IOException unreadable) {
            LOG.warn(
                    "Snapshot of cell {} on {} is not readable, restoring from the log alone", cell, topic, unreadable);
            return Optional.empty();
        }
    }

    /** Returns the record that keeps the snapshot; empty when it would be larger than the topic takes, which must not end the service: the log holds everything that it holds. */
    Optional<ProducerRecord<byte[], byte[]>> record(int cell, CellSnapshot snapshot) {
        byte[] value = encoded(cell, snapshot);
        if (value.length > BYTES_MAX) {
            LOG.error(
                    "Snapshot of cell {} for {} must have at most {} bytes, had {}, and is not written; a restart reads more of the log until one is smaller",
                    cell,
                    topic,
                    BYTES_MAX,
                    value.length);
            return Optional.empty();
        }
        byte[] key = ("cell-" + cell).getBytes(StandardCharsets.UTF_8);
        return Optional.of(new ProducerRecord<>(topic, cell, key, value));
    }

    private byte[] encoded(int cell, CellSnapshot snapshot) {
        try {
            return MAPPER.writeValueAsBytes(snapshot);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "snapshot of cell " + cell + " of " + topic + " could not be encoded", impossible);
        }
    }
}
