package dev.tapedeck.gateway.in;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Well while the history follows the log. Without it the gateway goes on with what it has in memory, so it is neither dead nor unready. */
@Wellness
public class HistoryCheck implements HealthCheck {
    private final HistoryProjector projector;

    public HistoryCheck(HistoryProjector projector) {
        this.projector = projector;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("history follows the log")
                .status(projector.isAvailable())
                .withData("lagRecords", projector.lagRecords())
                .build();
    }
}
