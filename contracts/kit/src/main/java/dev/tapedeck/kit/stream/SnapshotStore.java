package dev.tapedeck.kit.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.contracts.codec.Json;
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
            return Optional.of(Json.MAPPER.readValue(last.get(), CellSnapshot.class));
        } catch (IOException unreadable) {
            LOG.warn(
                    "Snapshot of cell {} on {} is not readable, restoring from the log alone", cell, topic, unreadable);
            return Optional.empty();
        }
    }

    /** Returns the record that keeps the snapshot. */
    ProducerRecord<byte[], byte[]> record(int cell, CellSnapshot snapshot) {
        try {
            byte[] value = Json.MAPPER.writeValueAsBytes(snapshot);
            return new ProducerRecord<>(topic, cell, ("cell-" + cell).getBytes(StandardCharsets.UTF_8), value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "snapshot of cell " + cell + " of " + topic + " could not be encoded", impossible);
        }
    }
}
