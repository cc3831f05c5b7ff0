package dev.tapedeck.order;

import dev.tapedeck.testkit.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A broker for the service under test, and the address of a venue at which nobody listens. */
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
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "quarkus.http.test-port", "0",
                "tapedeck.venue.rest-url", "http://127.0.0.1:1",
                "tapedeck.venue.socket-url", "ws://127.0.0.1:1",
                "tapedeck.venue.api-key", "key",
                "tapedeck.venue.api-secret", "secret",
                "tapedeck.venue.poll-interval-millis", "100",
                "tapedeck.venue.breaker.delay-millis", "500",
                "tapedeck.venue.queue.entry-lives-millis", "3000");
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}
