package dev.tapedeck.testkit;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to topics and waits for what appears on them. One thread at a time. */
public final class TopicProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public TopicProbe(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Appends the event to its topic and returns when it is durable. */
    public void write(String key, Event<?> event) {
        writeRaw(Topic.of(event.data()).topicName(), key, EventCodec.encode(event));
    }

    public void writeRaw(String topic, String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to " + topic, interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("could not write to " + topic, failed);
        }
    }

    /** Returns everything that is on the topic now, by partition and offset. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            found.sort((a, b) -> a.partition() != b.partition()
                    ? Integer.compare(a.partition(), b.partition())
                    : Long.compare(a.offset(), b.offset()));
            return found;
        }
    }

    /** Returns every event of the topic; a record that is not an event fails the test. */
    public List<Event<?>> events(Topic topic) {
        var events = new ArrayList<Event<?>>();
        for (var record : records(topic.topicName())) {
            events.add(decode(record));
        }
        return events;
    }

    /** Waits until at least {@code count} events that match are on the topic, and returns them; fails with what was there instead. */
    public List<Event<?>> await(Topic topic, int count, Predicate<Event<?>> matches) {
        List<Event<?>> found = List.of();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<Event<?>> all = events(topic);
            found = all.stream().filter(matches).toList();
            if (found.size() >= count) {
                return found;
            }
        }
        throw new AssertionError("expected " + count + " matching events on " + topic.topicName() + " within "
                + PATIENCE + ", found " + found.size() + " of " + events(topic));
    }

    /** Waits until the topic holds at least {@code count} records, and returns them. */
    public List<ConsumerRecord<byte[], byte[]>> awaitRecords(String topic, int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<ConsumerRecord<byte[], byte[]>> found = List.of();
        while (System.nanoTime() < deadline) {
            found = records(topic);
            if (found.size() >= count) {
                return found;
            }
        }
        throw new AssertionError(
                "expected " + count + " records on " + topic + " within " + PATIENCE + ", found " + found.size());
    }

    /** Returns a header as text, or null when the record has none of that name. */
    public static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private static Event<?> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventCodec.decode(record.value());
        } catch (UndecodableEvent poison) {
            throw new AssertionError(
                    "not an event at " + record.topic() + "-" + record.partition() + "@" + record.offset(), poison);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        // A consumer that closes waits for the fetch that it has begun.
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 10),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
