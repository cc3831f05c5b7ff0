package dev.tapedeck.local.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Await;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.TestPorts;
import dev.tapedeck.local.VenueKey;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.supervise.ProcessSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private Layout layout;
    private Process broker;

    @BeforeEach
    void startBroker() throws IOException, InterruptedException {
        layout = new Layout(directory, directory, TestPorts.freeBase());
        broker = start();
    }

    @AfterEach
    void stopBroker() throws InterruptedException {
        broker.destroyForcibly().waitFor();
    }

    @Test
    void keepsDataThroughAKillAndRefusesOtherPartitionCounts() throws Exception {
        assertTopicsCanBeCreatedAgain();
        send("first", "second");

        broker.destroyForcibly().waitFor();
        broker = start();

        try (var log = new LogReader(layout.bootstrapServers())) {
            var last = log.last(Topic.FILLS.topicName(), 1);
            assertEquals(1, last.size());
            assertArrayEquals(bytes("second"), last.getFirst().value());
            assertEquals(2, log.counts(List.of("fills", "ticks")).get("fills"));
            assertEquals(Map.of("key", "second"), text(log.newestByKey(Topic.FILLS.topicName())));
        }
        assertOtherPartitionCountIsRefused();
    }

    private void assertTopicsCanBeCreatedAgain() throws Exception {
        try (Admin admin = admin()) {
            TopicCreator.createAll(admin);
            var names = admin.listTopics().names().get();
            assertTrue(names.containsAll(TopicCreator.topicNames()), names.toString());
            assertTrue(names.containsAll(List.of("ticks", "ticks.dlq", "risk-state")), names.toString());
        }
    }

    private void assertOtherPartitionCountIsRefused() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.createPartitions(Map.of("alerts", NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            var refused = assertThrows(IllegalStateException.class, () -> TopicCreator.createAll(admin));
            assertTrue(refused.toString().contains("alerts must have 1 partitions, has 2"), refused.toString());
        }
    }

    private void send(String... values) throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", layout.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(Topic.FILLS.topicName(), "key", bytes(value)))
                        .get();
            }
        }
    }

    private Process start() throws IOException, InterruptedException {
        ProcessSpec spec = StackSpecs.freeRunning(layout, VenueKey.random()).broker();
        Process started = new ProcessBuilder(spec.command())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("broker.log").toFile())
                .start();
        Await.until(
                "readiness of the broker on port " + layout.port(Member.BROKER),
                START_LIMIT,
                () -> !started.isAlive() || spec.readiness().isReady());
        assertTrue(started.isAlive(), "the broker must live; its output is in " + directory);
        return started;
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", (Object) layout.bootstrapServers()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> text(Map<String, byte[]> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> new String(entry.getValue(), StandardCharsets.UTF_8)));
    }
}
