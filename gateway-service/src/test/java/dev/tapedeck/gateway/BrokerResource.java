package dev.tapedeck.gateway;

import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.testkit.TestBroker;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker for the service under test, with a past: the service finds events and poison on the log when it starts. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
    private static @Nullable TestBroker broker;

    static String bootstrapServers() {
        if (broker == null) {
            throw new IllegalStateException("the broker must be started by the test framework first");
        }
        return broker.bootstrapServers();
    }

    @Override
    public Map<String, String> start() {
        broker = TestBroker.start();
        try (var probe = new TopicProbe(broker.bootstrapServers())) {
            var story = new Story("s-past", "OLD_USDT");
            probe.write("OLD_USDT", story.listed());
            for (var event : story.entry("o-past", Story.START)) {
                probe.write(Story.key(event), event);
            }
            probe.writeRaw(Topic.SIGNALS.topicName(), "s-past", "poison of the past".getBytes(StandardCharsets.UTF_8));
        }
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(), "tapedeck.gateway.history.password", "unused");
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
