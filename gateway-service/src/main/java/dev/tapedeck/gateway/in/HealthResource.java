package dev.tapedeck.gateway.in;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** How the gateway is, in a word for everybody and in detail for those who are logged in. Probes use {@code /q/health}. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Blocking
public class HealthResource {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final SmallRyeHealthReporter reporter;
    private final SecurityIdentity identity;

    public HealthResource(SmallRyeHealthReporter reporter, SecurityIdentity identity) {
        this.reporter = reporter;
        this.identity = identity;
    }

    /** Says whether the process can go on. */
    @GET
    public Response alive() {
        return word(reporter.getLiveness());
    }

    /** Says whether requests are answered. */
    @GET
    @Path("/ready")
    public Response ready() {
        return word(reporter.getReadiness());
    }

    /** Asks every check there is, also those of what the gateway only depends on; what they found is told to those who are logged in. */
    @GET
    @Path("/deep")
    public Response deep() {
        SmallRyeHealth health = reporter.getHealth();
        return identity.isAnonymous()
                ? word(health)
                : Response.status(status(health))
                        .entity(health.getPayload().toString())
                        .build();
    }

    private static Response word(SmallRyeHealth health) {
        return Response.status(status(health))
                .entity("{\"status\":\"" + (health.isDown() ? "DOWN" : "UP") + "\"}")
                .build();
    }

    private static int status(SmallRyeHealth health) {
        return health.isDown() ? UNAVAILABLE : OK;
    }
}
