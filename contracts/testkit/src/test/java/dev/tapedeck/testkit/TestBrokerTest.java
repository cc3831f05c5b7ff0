package dev.tapedeck.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.topic.Topic;
import org.junit.jupiter.api.Test;

class TestBrokerTest {
    @Test
    void keepsRecordsAcrossARestart() {
        try (var broker = EmbeddedKafka.start()) {
            try (var probe = createTopicAndProbe(broker)) {
                probe.writeRaw("kept", "k", new byte[] {1, 2, 3});
            }
            broker.restart();
            try (var probe = new TopicProbe(broker.bootstrapServers())) {
                assertArrayEquals(
                        new byte[] {1, 2, 3},
                        probe.awaitRecords("kept", 1).getFirst().value());
            }
        }
    }

    @Test
    void hasEveryTopicOfTheCatalogue() {
        try (var broker = TestBroker.start();
                var probe = new TopicProbe(broker.bootstrapServers())) {
            for (Topic topic : Topic.values()) {
                assertEquals(0, probe.records(topic.topicName()).size(), topic.topicName());
            }
        }
    }

    private static TopicProbe createTopicAndProbe(EmbeddedKafka broker) {
        try (var admin = org.apache.kafka.clients.admin.Admin.create(
                java.util.Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(java.util.List.of(new org.apache.kafka.clients.admin.NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
            throw new AssertionError("topic could not be created", failed);
        }
        return new TopicProbe(broker.bootstrapServers());
    }
}
