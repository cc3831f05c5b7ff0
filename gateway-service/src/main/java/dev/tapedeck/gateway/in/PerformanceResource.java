package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Roles;
import dev.tapedeck.gateway.core.history.Performance;
import dev.tapedeck.gateway.out.history.Performances;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What a session made so far. */
@Path("/api/trading/sessions/{id}/performance")
@Produces(MediaType.APPLICATION_JSON)
public class PerformanceResource {
    private final Performances performances;

    public PerformanceResource(Performances performances) {
        this.performances = performances;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Performance performance(@PathParam("id") String id) {
        Optional<Performance> performance = HistoryAnswer.of(() -> performances.of(id));
        return performance.orElseThrow(() -> new RequestRefused(404, "the history has no session '" + id + "' yet"));
    }
}
