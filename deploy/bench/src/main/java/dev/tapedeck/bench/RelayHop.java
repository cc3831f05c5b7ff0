package dev.tapedeck.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One process of the relay: reads a topic, writes the next, until the record that ends it. The last one waits for each acknowledgement, then sends a request to the relay's venue, and prints the latencies of
 * the acknowledgements when all requests are over, in microseconds.
 */
public final class RelayHop {
    static final int HOPS = 4;
    static final byte[] END = {};

    private static final Duration POLL = Duration.ofMillis(100);
    private static final String BEGAN = "began";

    private final int hop;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Runnable::run)
            .build();
    private final URI venue;
    private final List<Long> latencies = new ArrayList<>();
    private final List<CompletableFuture<?>> requests = new ArrayList<>();

    private RelayHop(String bootstrapServers, int hop, URI venue) {
        this.hop = hop;
        this.venue = venue;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(producerSettings(bootstrapServers));
    }

    /** Runs a hop; arguments: bootstrap servers, number of the hop, address of the relay's venue. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        var relay = new RelayHop(arguments[0], Integer.parseInt(arguments[1]), URI.create(arguments[2]));
        try (relay.consumer;
                relay.producer) {
            relay.run();
            CompletableFuture.allOf(relay.requests.toArray(CompletableFuture[]::new))
                    .get();
        }
        System.out.println(
                String.join("\n", relay.latencies.stream().map(String::valueOf).toList()));
        System.exit(0);
    }

    static Map<String, Object> producerSettings(String bootstrapServers) {
        String serializer = ByteArraySerializer.class.getName();
        return Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "linger.ms", 0,
                "key.serializer", serializer,
                "value.serializer", serializer);
    }

    static String topic(int hop) {
        return "bench-relay-" + hop;
    }

    private void run() throws InterruptedException, ExecutionException {
        consumer.assign(List.of(new TopicPartition(topic(hop), 0)));
        consumer.seekToBeginning(consumer.assignment());
        while (true) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.value().length == 0) {
                    producer.send(new ProducerRecord<>(topic(hop + 1), 0, null, END))
                            .get();
                    return;
                }
                handOn(record);
            }
        }
    }

    private void handOn(ConsumerRecord<byte[], byte[]> record) throws InterruptedException, ExecutionException {
        long began = hop == 0 ? record.timestamp() : began(record);
        var next = new ProducerRecord<byte[], byte[]>(topic(hop + 1), 0, null, record.value());
        next.headers().add(BEGAN, Long.toString(began).getBytes(StandardCharsets.US_ASCII));
        var sent = producer.send(next);
        if (hop == HOPS - 1) {
            sent.get();
            latencies.add(microsSince(began));
            // A request that fails is missed where the arrivals are counted.
            requests.add(http.sendAsync(request(began), HttpResponse.BodyHandlers.discarding())
                    .handle((response, failed) -> response));
        }
    }

    /** Returns the wall clock's distance from an epoch millisecond. */
    static long microsSince(long beganMillis) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - beganMillis * 1_000;
    }

    private HttpRequest request(long began) {
        return HttpRequest.newBuilder(venue)
                .POST(HttpRequest.BodyPublishers.ofString(Long.toString(began)))
                .build();
    }

    private static long began(ConsumerRecord<byte[], byte[]> record) {
        return Long.parseLong(new String(record.headers().lastHeader(BEGAN).value(), StandardCharsets.US_ASCII));
    }
}
