package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows every approved order back to the tick that it follows from, by causation ids, and joins it with its intent and the moment at which the venue received it.
 */
final class OrderPaths {
    /** Tick, indicators, signal, approval, intent. */
    private static final int RECORDS = 5;

    private final Map<String, Logged> events = new HashMap<>();
    private final Map<String, String> intents = new HashMap<>();
    private final List<Long> tickMillis = new ArrayList<>();

    /** When an event was appended, wall clock, and what caused it. */
    private record Logged(
            Topic topic, long atMillis, @Nullable String cause) {}

    /**
     * The way of one order.
     *
     * @param tickAtMillis when the tick was appended, wall clock
     * @param hopMicros from each record of the way to the next one, and from the intent to the venue
     */
    record Path(long tickAtMillis, List<Long> hopMicros) {
        long latencyMicros() {
            return hopMicros.stream().mapToLong(Long::longValue).sum();
        }
    }

    int ticks() {
        return tickMillis.size();
    }

    /** Returns when each tick of a time of wall clock was appended, in order. */
    List<Long> tickRhythm(long fromMillis, long toMillis) {
        return tickMillis.stream()
                .filter(at -> at >= fromMillis && at < toMillis)
                .sorted()
                .toList();
    }

    /** Reads the topics from tick to intent, in full. */
    static OrderPaths read(String bootstrapServers) {
        var paths = new OrderPaths();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (Topic topic :
                    List.of(Topic.TICKS, Topic.INDICATORS, Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS)) {
                paths.read(consumer, topic);
            }
        }
        return paths;
    }

    /** Returns the path of every order of the simulator's ledger whose causes are all on the log, first arrivals only. */
    List<Path> of(JsonNode ledger) {
        var found = new ArrayList<Path>();
        var arrived = new HashSet<String>();
        for (JsonNode order : ledger.path("orders")) {
            String orderId = order.path("clientId").asText();
            String intent = intents.get(orderId);
            if (intent != null && arrived.add(orderId)) {
                pathOf(intent, order.path("receivedAtWallMicros").asLong()).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Path> pathOf(String intent, long receivedAtMicros) {
        var hops = new ArrayDeque<Long>();
        long nextMicros = receivedAtMicros;
        String id = intent;
        while (id != null && hops.size() < RECORDS) {
            Logged logged = events.get(id);
            if (logged == null) {
                return Optional.empty();
            }
            long atMicros = logged.atMillis() * 1_000;
            hops.addFirst(nextMicros - atMicros);
            if (logged.topic() == Topic.TICKS) {
                return hops.size() == RECORDS
                        ? Optional.of(new Path(logged.atMillis(), List.copyOf(hops)))
                        : Optional.empty();
            }
            nextMicros = atMicros;
            id = logged.cause();
        }
        return Optional.empty();
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, Topic topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> take(topic, record));
        }
    }

    private void take(Topic topic, ConsumerRecord<byte[], byte[]> record) {
        JsonNode event = parse(record);
        String id = event.path("id").asText();
        String cause =
                event.hasNonNull("causationid") ? event.path("causationid").asText() : null;
        if (events.putIfAbsent(id, new Logged(topic, record.timestamp(), cause)) == null && topic == Topic.TICKS) {
            tickMillis.add(record.timestamp());
        }
        if (topic == Topic.ORDER_EVENTS && event.path("type").asText().startsWith("OrderIntended")) {
            intents.put(event.path("data").path("orderId").asText(), id);
        }
    }

    private static JsonNode parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Json.MAPPER.readTree(record.value());
        } catch (IOException malformed) {
            throw new UncheckedIOException("not JSON: " + record.topic() + "@" + record.offset(), malformed);
        }
    }
}
