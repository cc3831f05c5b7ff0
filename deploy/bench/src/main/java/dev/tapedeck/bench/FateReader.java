package dev.tapedeck.bench;

import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what became of signals from the log, as far as it goes. Used by one thread. */
final class FateReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final OrderFates fates = new OrderFates();

    FateReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS).stream()
                .flatMap(topic -> Stages.partitions(topic).stream())
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads until so many signals came and each of them is over, or nothing more came for as long as the patience. */
    OrderFates read(int signals, Duration patience) {
        long heardNanos = System.nanoTime();
        boolean over = false;
        while (!over && System.nanoTime() - heardNanos < patience.toNanos()) {
            var records = consumer.poll(POLL);
            records.forEach(this::take);
            if (records.isEmpty()) {
                over = fates.areOver(signals);
            } else {
                heardNanos = System.nanoTime();
            }
        }
        return fates;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            fates.take(Json.MAPPER.readTree(record.value()), record.timestamp());
        } catch (IOException malformed) {
            throw new UncheckedIOException("not JSON: " + record.topic() + "@" + record.offset(), malformed);
        }
    }
}
