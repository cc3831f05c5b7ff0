package dev.tapedeck.gateway.in;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the log is being followed; a broker that is away does not end that. */
@Liveness
public class FollowingCheck implements HealthCheck {
    private final LogFollower follower;

    public FollowingCheck(LogFollower follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("following the log")
                .status(follower.isRunning())
                .withData("lagRecords", follower.lagRecords())
                .build();
    }
}
