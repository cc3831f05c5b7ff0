package dev.tapedeck.testkit;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real Kafka broker with all topics of the catalogue. By default it runs in the test's process; with the system property
 * {@code tapedeck.test.broker=container} it is a container, started through Testcontainers.
 */
public interface TestBroker extends AutoCloseable {
    String bootstrapServers();

    @Override
    void close();

    static TestBroker start() {
        TestBroker broker = "container".equals(System.getProperty("tapedeck.test.broker"))
                ? ContainerKafka.start()
                : EmbeddedKafka.start();
        createTopics(broker.bootstrapServers());
        return broker;
    }

    private static void createTopics(String bootstrapServers) {
        var topics = new ArrayList<NewTopic>();
        for (Topic topic : Topic.values()) {
            topics.add(new NewTopic(topic.topicName(), topic.partitions(), (short) 1));
            topics.add(new NewTopic(topic.deadLetterTopic(), 1, (short) 1));
        }
        for (Service service : Service.values()) {
            topics.add(new NewTopic(service.stateTopic(), Service.STATE_PARTITIONS, (short) 1)
                    .configs(Map.of(
                            "cleanup.policy",
                            "compact",
                            "max.message.bytes",
                            Integer.toString(Service.STATE_RECORD_BYTES_MAX))));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.copyOf(topics)).all().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("topics could not be created at " + bootstrapServers, failed);
        }
    }
}
