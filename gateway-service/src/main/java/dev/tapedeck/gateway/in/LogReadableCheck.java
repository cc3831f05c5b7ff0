package dev.tapedeck.gateway.in;

import io.smallrye.health.api.Wellness;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Asks the broker now, over a connection of its own. No part of liveness or readiness: a broker that is away is no reason to restart the gateway. */
@Wellness
public class LogReadableCheck implements HealthCheck {
    private static final long PATIENCE_SECONDS = 3;

    private final Supplier<Admin> brokers;

    public LogReadableCheck(Supplier<Admin> brokers) {
        this.brokers = brokers;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log readable").status(answers()).build();
    }

    private boolean answers() {
        try (Admin broker = brokers.get()) {
            return !broker.describeCluster()
                    .nodes()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .isEmpty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException silent) {
            return false;
        }
    }
}
