package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows every approved order back to the tick that it follows from, by causation ids, and joins it with the moment at which the venue received it.
 */
final class OrderPaths {
    private final Map<String, String> causes = new HashMap<>();
    private final Map<String, Long> tickMillis = new HashMap<>();
    private final Map<String, String> orderEvents = new HashMap<>();

    /**
     * The way of one order.
     *
     * @param tickAtMillis when the tick was appended, wall clock
     * @param latencyMicros until the venue had the order
     */
    record Path(long tickAtMillis, long latencyMicros) {}

    int ticks() {
        return tickMillis.size();
    }

    /** Reads the topics from tick to order, in full. */
    static OrderPaths read(String bootstrapServers) {
        var paths = new OrderPaths();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (Topic topic : List.of(Topic.TICKS, Topic.INDICATORS, Topic.SIGNALS, Topic.ORDERS)) {
                paths.read(consumer, topic);
            }
        }
        return paths;
    }

    /** Returns the path of every order of the simulator's ledger whose causes are all on the log. */
    List<Path> of(JsonNode ledger) {
        var found = new ArrayList<Path>();
        for (JsonNode order : ledger.path("orders")) {
            String orderEvent = orderEvents.get(order.path("clientId").asText());
            Long tick = orderEvent == null ? null : tickOf(orderEvent);
            if (tick != null) {
                found.add(new Path(tick, order.path("receivedAtWallMicros").asLong() - tick * 1_000));
            }
        }
        return found;
    }

    @org.jspecify.annotations.Nullable
    Long tickOf(String eventId) {
        String at = eventId;
        for (int hop = 0; hop < 4; hop++) {
            String cause = causes.get(at);
            if (cause == null) {
                return null;
            }
            at = cause;
            Long tick = tickMillis.get(at);
            if (tick != null) {
                return tick;
            }
        }
        return null;
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
        if (topic == Topic.TICKS) {
            tickMillis.putIfAbsent(id, record.timestamp());
        } else if (event.has("causationid")) {
            causes.putIfAbsent(id, event.path("causationid").asText());
        }
        if (topic == Topic.ORDERS && event.path("type").asText().startsWith("OrderApproved")) {
            orderEvents.put(event.path("data").path("orderId").asText(), id);
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
