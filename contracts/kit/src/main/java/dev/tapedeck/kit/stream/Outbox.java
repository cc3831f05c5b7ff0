package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Appends events so that what is on the log after a crash is always a prefix of what was decided: the decisions of one journal partition are in
 * order by the producer's idempotence, and decisions of one cell that spread over several journal partitions are flushed one by one.
 *
 * <p>Appending does not wait for the broker. What it has acknowledged is taken note of, in the order of the appends, by {@link #settle()} and {@link #flush()}. For the
 * stage's thread; acknowledgements come on the producer's.
 */
final class Outbox {
    /** Hears of events that all replicas have, in the order in which they were sent. */
    @FunctionalInterface
    interface Durable {
        void onDurable(int cell, Event<?> event);
    }

    private final Producer<byte[], byte[]> producer;
    private final Set<Topic> ordered;
    private final Durable durable;
    private final Runnable onAcknowledged;
    private final Consumer<Throwable> onUnwritten;
    private final Queue<Pending> pending = new ArrayDeque<>();
    /** Journal partitions of what is on its way, by cell: cells recover one by one, so what one wrote binds no other. */
    private final Map<Integer, Set<TopicPartition>> pendingPartitions = new HashMap<>();

    /**
     * @param ordered journal topics that must be a prefix across partitions
     * @param durable told of each event of a decision, not of projections
     * @param onAcknowledged runs on the producer's thread after every acknowledgement; must not block
     * @param onUnwritten hears on the producer's thread that something could not be written, before the producer sends anything that comes after it; must end the process, or the log gets a gap
     */
    Outbox(
            Producer<byte[], byte[]> producer,
            Set<Topic> ordered,
            Durable durable,
            Runnable onAcknowledged,
            Consumer<Throwable> onUnwritten) {
        this.producer = producer;
        this.ordered = ordered;
        this.durable = durable;
        this.onAcknowledged = onAcknowledged;
        this.onUnwritten = onUnwritten;
    }

    /** Sends the events of one decision. */
    void send(Cell<?> cell, List<Keyed> events, @Nullable InputRef input) {
        Set<TopicPartition> partitions = orderedPartitions(events);
        Set<TopicPartition> before = pendingPartitions.getOrDefault(cell.number(), Set.of());
        boolean spreads = partitions.size() > 1 || !(before.isEmpty() || before.equals(partitions));
        if (spreads && !partitions.isEmpty()) {
            flush();
        }
        for (int i = 0; i < events.size(); i++) {
            Event<?> event = events.get(i).event();
            append(new Pending(cell, event), events.get(i), input, (i + 1) + "/" + events.size(), cell.nextIndex());
        }
        pendingPartitions
                .computeIfAbsent(cell.number(), ignored -> new HashSet<>())
                .addAll(partitions);
        if (partitions.size() > 1) {
            flush();
        }
    }

    /** Sends a projection of a journal event. A crash may keep it from its topic; recovery sends it then. */
    void sendDerived(Cell<?> cell, Keyed event) {
        append(new Pending(cell, null), event, null, "1/1", cell.index());
    }

    /** Sends a record that is not an event of a cell: a snapshot, a dead letter. */
    void sendPlain(ProducerRecord<byte[], byte[]> record) {
        send(new Pending(null, null), record);
    }

    /** Returns how many records were sent and not taken note of yet. */
    int pending() {
        return pending.size();
    }

    /** Returns whether {@link #settle()} has something to take note of. */
    boolean hasNews() {
        Pending first = pending.peek();
        return first != null && first.done;
    }

    /** Takes note of what is acknowledged by all replicas, without waiting; throws when something could not be written. */
    void settle() {
        while (hasNews()) {
            pending.remove().settle();
        }
        if (pending.isEmpty()) {
            pendingPartitions.clear();
        }
    }

    /** Waits until everything sent is acknowledged by all replicas and takes note of it; throws when something could not be written. */
    void flush() {
        if (!pending.isEmpty()) {
            producer.flush();
            settle();
        }
    }

    private void append(Pending one, Keyed keyed, @Nullable InputRef input, String part, long index) {
        Topic topic = keyed.topic();
        var record = new ProducerRecord<>(
                topic.topicName(),
                Partitions.of(topic, keyed.key()),
                keyed.key().getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(keyed.event()));
        if (one.cell != null) {
            Headers.put(record, Headers.CELL, Integer.toString(one.cell.number()));
        }
        Headers.put(record, Headers.INDEX, Long.toString(index));
        Headers.put(record, Headers.PART, part);
        if (input != null) {
            Headers.put(record, Headers.INPUT, input.encode());
        }
        send(one, record);
    }

    private void send(Pending one, ProducerRecord<byte[], byte[]> record) {
        pending.add(one);
        // The callback hears of it.
        var _ = producer.send(record, one);
    }

    private Set<TopicPartition> orderedPartitions(List<Keyed> events) {
        var partitions = new HashSet<TopicPartition>();
        for (Keyed keyed : events) {
            Topic topic = keyed.topic();
            if (ordered.contains(topic)) {
                partitions.add(new TopicPartition(topic.topicName(), Partitions.of(topic, keyed.key())));
            }
        }
        return partitions;
    }

    private static IllegalStateException unwritten(@Nullable Exception cause) {
        return new IllegalStateException("events could not be written; this process must not go on", cause);
    }

    /** A record on its way. The producer's thread fills it in; {@code done} is written last and read first. */
    private final class Pending implements Callback {
        private final @Nullable Cell<?> cell;
        private final @Nullable Event<?> event;
        private @Nullable RecordMetadata written;
        private @Nullable Exception failed;
        private volatile boolean done;

        Pending(@Nullable Cell<?> cell, @Nullable Event<?> event) {
            this.cell = cell;
            this.event = event;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
            // A producer that gives up a batch goes on with the batches behind it.
            if (failure != null) {
                onUnwritten.accept(unwritten(failure));
            }
            written = metadata;
            failed = failure;
            done = true;
            onAcknowledged.run();
        }

        void settle() {
            if (failed != null || written == null) {
                throw unwritten(failed);
            }
            if (cell != null) {
                cell.wrote(new TopicPartition(written.topic(), written.partition()), written.offset());
                if (event != null) {
                    durable.onDurable(cell.number(), event);
                }
            }
        }
    }
}
