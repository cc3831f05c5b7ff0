package dev.tapedeck.kit.ops;

import dev.tapedeck.kit.stream.RunningStage;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: every cell restored, every table read, and everything done that was waiting when this process took over. */
@Readiness
@ApplicationScoped
public class RestoredCheck implements HealthCheck {
    private final RunningStage stage;

    public RestoredCheck(RunningStage stage) {
        this.stage = stage;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("restored").status(stage.isReady()).build();
    }
}
