package dev.tapedeck.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The baseline: records handed through four topics by bare kafka-clients, then appended to a fifth and waited for, as an intent is. Same broker, same durability, the same
 * rhythm as the ticks of the stack, bursts included, and the same clocks: from the timestamp of the first record, in milliseconds, to the wall clock after the last
 * acknowledgement.
 */
final class Relay {
    private static final int HOPS = 4;
    private static final int RECORD_BYTES = 500;
    private static final Duration POLL = Duration.ofMillis(50);

    private final String bootstrapServers;

    Relay(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Returns the latencies in microseconds of the records after the warm-up.
     *
     * @param rhythmMillis when each record goes, in order, at any origin
     */
    List<Long> run(List<Long> rhythmMillis, Duration warmUp) throws InterruptedException, ExecutionException {
        createTopics();
        var latencies = new ConcurrentLinkedQueue<Long>();
        var running = new AtomicBoolean(true);
        List<Thread> hops = IntStream.range(0, HOPS)
                .mapToObj(hop -> Thread.ofPlatform().start(() -> relay(hop, running, latencies)))
                .toList();
        feed(rhythmMillis);
        Thread.sleep(Duration.ofSeconds(1));
        running.set(false);
        for (Thread hop : hops) {
            hop.join();
        }
        long measuredFrom = rhythmMillis.getFirst() + warmUp.toMillis();
        long skipped = rhythmMillis.stream().filter(at -> at < measuredFrom).count();
        List<Long> all = new ArrayList<>(latencies);
        if (all.size() <= skipped) {
            throw new IllegalStateException(
                    "the relay must hand through more than " + skipped + " records, handed " + all.size());
        }
        return all.subList((int) skipped, all.size());
    }

    private void feed(List<Long> rhythmMillis) throws InterruptedException {
        try (var producer = producer()) {
            long beganNanos = System.nanoTime();
            for (long at : rhythmMillis) {
                long pauseNanos = beganNanos + (at - rhythmMillis.getFirst()) * 1_000_000 - System.nanoTime();
                if (pauseNanos > 0) {
                    Thread.sleep(Duration.ofNanos(pauseNanos));
                }
                var sent = producer.send(new ProducerRecord<>(topic(0), 0, null, new byte[RECORD_BYTES]));
                if (sent.isCancelled()) {
                    throw new IllegalStateException("the relay's first record was not sent");
                }
            }
        }
    }

    private void relay(int hop, AtomicBoolean running, ConcurrentLinkedQueue<Long> latencies) {
        try (var consumer = consumer();
                var producer = producer()) {
            consumer.assign(List.of(new TopicPartition(topic(hop), 0)));
            consumer.seekToBeginning(consumer.assignment());
            while (running.get()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long began = hop == 0 ? record.timestamp() : firstTimestamp(record);
                    var next = new ProducerRecord<>(topic(hop + 1), 0, (byte[]) null, record.value());
                    next.headers()
                            .add("began", Long.toString(began).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    var sent = producer.send(next);
                    if (hop == HOPS - 1) {
                        sent.get();
                        latencies.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - began * 1_000);
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the relay could not append", failed);
        }
    }

    private static long firstTimestamp(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(
                new String(record.headers().lastHeader("began").value(), java.nio.charset.StandardCharsets.US_ASCII));
    }

    private void createTopics() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(IntStream.rangeClosed(0, HOPS)
                            .mapToObj(hop -> new NewTopic(topic(hop), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static String topic(int hop) {
        return "bench-relay-" + hop;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 100),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
