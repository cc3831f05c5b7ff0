package dev.tapedeck.gateway;

import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.testkit.TestBroker;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker for the service under test, with a past: the service finds events and poison on the log when it starts. */
public final class BrokerResource implements QuarkusTestResourceLifecycleManager {
    private static @Nullable TestBroker broker;
    private boolean tight;

    static String bootstrapServers() {
        if (broker == null) {
            throw new IllegalStateException("the broker must be started by the test framework first");
        }
        return broker.bootstrapServers();
    }

    /** With {@code limits=tight} a test can reach them. */
    @Override
    public void init(Map<String, String> arguments) {
        tight = "tight".equals(arguments.get("limits"));
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
        var settings = new HashMap<String, String>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("tapedeck.gateway.history.password", "unused");
        settings.put(
                "tapedeck.gateway.access.state-directory",
                TestUsers.stateDirectory().toString());
        settings.put("tapedeck.gateway.access.user-writes-per-second", tight ? "1" : "1000");
        settings.put("tapedeck.gateway.access.failed-logins-per-minute", tight ? "6" : "1000");
        settings.put("tapedeck.gateway.access.audited-refusals-per-minute", tight ? "3" : "10000");
        return settings;
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
