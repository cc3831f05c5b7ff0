package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.topic.Service;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients with the settings that the guarantees rest on, in one place. */
public final class KafkaClients {
    /** Above the broker's minimum of 6 s and well below the 10 s in which a dead owner's partitions must work again. */
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;

    private static final int VIEW_BYTES_MIN = 64 << 10;
    private static final int VIEW_WAIT_MILLIS = 40;

    private KafkaClients() {}

    /** Returns a producer that loses, doubles and reorders nothing: all replicas acknowledge, idempotent, and nothing lingers. */
    public static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, String clientId) {
        Map<String, Object> config = common(bootstrapServers, clientId);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", 0);
        config.put("delivery.timeout.ms", 60_000);
        config.put("request.timeout.ms", 15_000);
        config.put("max.request.size", Service.STATE_RECORD_BYTES_MAX);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns a consumer that shares its topics out in the service's group. */
    static KafkaConsumer<byte[], byte[]> groupConsumer(StageSettings settings) {
        Map<String, Object> config =
                common(settings.bootstrapServers(), settings.service().id() + "-in");
        config.put("group.id", settings.service().id());
        config.put("group.instance.id", settings.service().id() + "-" + settings.instance());
        config.put("session.timeout.ms", SESSION_TIMEOUT_MILLIS);
        config.put("heartbeat.interval.ms", SESSION_TIMEOUT_MILLIS / 4);
        // Range gives partition n of every co-partitioned topic to the same replica.
        config.put("partition.assignment.strategy", RangeAssignor.class.getName());
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", 1_000);
        config.put("fetch.max.wait.ms", 500);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns a consumer without a group, for reading partitions by position. */
    public static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers, String clientId) {
        return reader(readerConfig(bootstrapServers, clientId));
    }

    /**
     * Returns a reader for what people look at: records come in bundles and up to {@value #VIEW_WAIT_MILLIS} ms late, so that following every topic takes the broker and the
     * machine little time from those who decide.
     */
    public static KafkaConsumer<byte[], byte[]> viewer(String bootstrapServers, String clientId) {
        Map<String, Object> config = readerConfig(bootstrapServers, clientId);
        config.put("fetch.min.bytes", VIEW_BYTES_MIN);
        config.put("fetch.max.wait.ms", VIEW_WAIT_MILLIS);
        return reader(config);
    }

    private static KafkaConsumer<byte[], byte[]> reader(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> readerConfig(String bootstrapServers, String clientId) {
        Map<String, Object> config = common(bootstrapServers, clientId);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", 5_000);
        config.put("fetch.max.wait.ms", 500);
        config.put("max.partition.fetch.bytes", Service.STATE_RECORD_BYTES_MAX);
        return config;
    }

    private static Map<String, Object> common(String bootstrapServers, String clientId) {
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("client.id", clientId);
        config.put("reconnect.backoff.ms", 50);
        config.put("reconnect.backoff.max.ms", 1_000);
        return config;
    }
}
