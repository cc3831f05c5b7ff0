package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.topic.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients with the settings that the guarantees rest on, in one place. */
public final class KafkaClients {
    /** Above the broker's minimum of 6 s and well below the 10 s in which a dead owner's partitions must work again. */
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;

    /** How long after the broker heard of a member it surely gave its partitions to nobody else; a quarter less than the broker's own patience, for clocks that run apart. */
    static final long OWNERSHIP_NANOS = TimeUnit.MILLISECONDS.toNanos(SESSION_TIMEOUT_MILLIS * 3L / 4);

    /** How long the broker holds a fetch while nothing comes. A broker answers the requests of a connection one by one, so whatever else a consumer asks waits as long. */
    private static final int FOLLOW_WAIT_MILLIS = 200;

    private static final int READ_WAIT_MILLIS = 10;
    private static final int ADMIN_PATIENCE_MILLIS = 5_000;
    private static final int VIEW_BYTES_MIN = 64 << 10;
    private static final int VIEW_WAIT_MILLIS = 40;
    private static final int PROJECTED_RECORDS_MAX = 1_000;
    private static final int PROJECTED_BYTES_MIN = 1 << 20;
    /** What waits in memory while a store catches up. */
    private static final int PROJECTED_BYTES_MAX = 4 << 20;

    private KafkaClients() {}

    /** Returns a producer that loses, doubles and reorders nothing: all replicas acknowledge, idempotent, and nothing lingers. */
    public static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, String clientId) {
        Map<String, Object> config = common(bootstrapServers, clientId);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        config.put("linger.ms", 0);
        // Nothing lingers, yet what comes while a request is under way goes with the next one: the busier, the larger.
        config.put("max.in.flight.requests.per.connection", 1);
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
        config.put("fetch.max.wait.ms", FOLLOW_WAIT_MILLIS);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns a consumer without a group, for reading partitions up to their ends and asking about them. */
    static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers, String clientId) {
        return ungrouped(bootstrapServers, clientId, Map.of("fetch.max.wait.ms", READ_WAIT_MILLIS));
    }

    /** Returns a consumer without a group, for hearing at once what comes. */
    static KafkaConsumer<byte[], byte[]> follower(String bootstrapServers, String clientId) {
        return ungrouped(bootstrapServers, clientId, Map.of("fetch.max.wait.ms", FOLLOW_WAIT_MILLIS));
    }

    /**
     * Returns a consumer without a group for what people look at: records come in bundles and up to {@value #VIEW_WAIT_MILLIS} ms late, so that following every topic takes the broker and the
     * machine little time from those who decide.
     */
    public static KafkaConsumer<byte[], byte[]> viewer(String bootstrapServers, String clientId) {
        return ungrouped(
                bootstrapServers,
                clientId,
                Map.of("fetch.min.bytes", VIEW_BYTES_MIN, "fetch.max.wait.ms", VIEW_WAIT_MILLIS));
    }

    /**
     * Returns a consumer that shares all topics out in a group of its own, for filling a store that may lag: records come in large bundles. Where to begin is the store's to know.
     *
     * @param bundled how long records wait for more to come with them
     */
    public static KafkaConsumer<byte[], byte[]> projector(String bootstrapServers, String group, Duration bundled) {
        Map<String, Object> config = common(bootstrapServers, group);
        config.put("group.id", group);
        config.put("session.timeout.ms", SESSION_TIMEOUT_MILLIS);
        config.put("heartbeat.interval.ms", SESSION_TIMEOUT_MILLIS / 4);
        config.put("partition.assignment.strategy", RangeAssignor.class.getName());
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", PROJECTED_RECORDS_MAX);
        config.put("fetch.min.bytes", PROJECTED_BYTES_MIN);
        config.put("fetch.max.bytes", PROJECTED_BYTES_MAX);
        config.put("fetch.max.wait.ms", (int) bundled.toMillis());
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns a client that asks the broker about groups and topics, and gives up on an answer after some seconds. */
    public static Admin admin(String bootstrapServers, String clientId) {
        Map<String, Object> config = common(bootstrapServers, clientId);
        config.put("default.api.timeout.ms", ADMIN_PATIENCE_MILLIS);
        config.put("request.timeout.ms", ADMIN_PATIENCE_MILLIS);
        return Admin.create(config);
    }

    /**
     * Returns the identity of the log: another log at the same address has another one.
     *
     * @throws KafkaException when the broker does not tell
     */
    public static String logId(String bootstrapServers, String clientId) {
        try (Admin admin = admin(bootstrapServers, clientId + "-admin")) {
            return admin.describeCluster().clusterId().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the identity of the log", interrupted);
        } catch (ExecutionException failed) {
            throw new KafkaException("the broker must tell the identity of its log", failed);
        }
    }

    private static KafkaConsumer<byte[], byte[]> ungrouped(
            String bootstrapServers, String clientId, Map<String, Object> fetch) {
        Map<String, Object> config = common(bootstrapServers, clientId);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", 5_000);
        config.put("max.partition.fetch.bytes", Service.STATE_RECORD_BYTES_MAX);
        config.putAll(fetch);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
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
