package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Appends events so that what is on the log after a crash is always a prefix of what was decided: the decisions of one journal partition are in
 * order by the producer's idempotence, and decisions that spread over several journal partitions are flushed one by one.
 */
final class Outbox {
    private record Pending(@Nullable Cell<?> cell, Future<RecordMetadata> sent) {}

    private final KafkaProducer<byte[], byte[]> producer;
    private final Set<Topic> ordered;
    private final List<Pending> pending = new ArrayList<>();
    private final Set<TopicPartition> pendingPartitions = new HashSet<>();

    /** @param ordered journal topics that must be a prefix across partitions */
    Outbox(KafkaProducer<byte[], byte[]> producer, Set<Topic> ordered) {
        this.producer = producer;
        this.ordered = ordered;
    }

    /** Sends the events of one decision. They are durable only after {@link #flush()}. */
    void send(Cell<?> cell, List<Keyed> events, @Nullable InputRef input) {
        Set<TopicPartition> partitions = orderedPartitions(events);
        boolean spreads =
                partitions.size() > 1 || !(pendingPartitions.isEmpty() || pendingPartitions.equals(partitions));
        if (spreads && !partitions.isEmpty()) {
            flush();
        }
        for (int i = 0; i < events.size(); i++) {
            append(cell, events.get(i), input, (i + 1) + "/" + events.size(), cell.nextIndex());
        }
        pendingPartitions.addAll(partitions);
        if (partitions.size() > 1) {
            flush();
        }
    }

    /** Sends a projection of a journal event. A crash may keep it from its topic; recovery sends it then. */
    void sendDerived(Cell<?> cell, Keyed event) {
        append(cell, event, null, "1/1", cell.index());
    }

    /** Sends a record that is not an event of a cell: a snapshot, a dead letter. */
    void sendPlain(ProducerRecord<byte[], byte[]> record) {
        pending.add(new Pending(null, producer.send(record)));
    }

    /** Waits until everything sent is acknowledged by all replicas; throws when anything could not be written. */
    void flush() {
        if (pending.isEmpty()) {
            return;
        }
        producer.flush();
        for (Pending one : pending) {
            RecordMetadata written = acknowledged(one.sent);
            if (one.cell != null) {
                one.cell.wrote(new TopicPartition(written.topic(), written.partition()), written.offset());
            }
        }
        pending.clear();
        pendingPartitions.clear();
    }

    private void append(Cell<?> cell, Keyed keyed, @Nullable InputRef input, String part, long index) {
        Topic topic = Topic.of(keyed.event().data());
        var record = new ProducerRecord<>(
                topic.topicName(),
                Partitions.of(topic, keyed.key()),
                keyed.key().getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(keyed.event()));
        Headers.put(record, Headers.CELL, Integer.toString(cell.number()));
        Headers.put(record, Headers.INDEX, Long.toString(index));
        Headers.put(record, Headers.PART, part);
        if (input != null) {
            Headers.put(record, Headers.INPUT, input.encode());
        }
        pending.add(new Pending(cell, producer.send(record)));
    }

    private Set<TopicPartition> orderedPartitions(List<Keyed> events) {
        var partitions = new HashSet<TopicPartition>();
        for (Keyed keyed : events) {
            Topic topic = Topic.of(keyed.event().data());
            if (ordered.contains(topic)) {
                partitions.add(new TopicPartition(topic.topicName(), Partitions.of(topic, keyed.key())));
            }
        }
        return partitions;
    }

    private static RecordMetadata acknowledged(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while events were written", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("events could not be written; this process must not go on", failed);
        }
    }
}
