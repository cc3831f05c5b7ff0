package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Projection;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when everything that was on the log at the start has been read. */
@Readiness
public class RestoredCheck implements HealthCheck {
    private final Projection projection;

    public RestoredCheck(Projection projection) {
        this.projection = projection;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("restored")
                .status(projection.isRestored())
                .build();
    }
}
