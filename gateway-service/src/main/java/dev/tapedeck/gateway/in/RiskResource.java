package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.RiskView;
import dev.tapedeck.gateway.core.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sessions may still risk. */
@Path("/api/trading/risk")
@Produces(MediaType.APPLICATION_JSON)
public class RiskResource {
    private final Projection projection;

    public RiskResource(Projection projection) {
        this.projection = projection;
    }

    /** Returns the risk of every session whose account was opened, or of {@code sessionId} alone; newest session first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public List<RiskView> risks(@QueryParam("sessionId") @Nullable String sessionId) {
        return projection.read(
                model -> model.risks(session -> sessionId == null || sessionId.equals(session.sessionId())));
    }
}
