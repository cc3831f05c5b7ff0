package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What no service could read. */
@Path("/api/trading/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public class DeadLettersResource {
    private static final int ROWS = 100;
    private static final int ROWS_MAX = 1_000;

    private final LogFollower follower;

    public DeadLettersResource(LogFollower follower) {
        this.follower = follower;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public RecentLetters.Letters letters(@QueryParam("limit") @Nullable String limit) {
        return follower.letters().newest(Query.whole("limit", limit, ROWS, ROWS_MAX));
    }
}
