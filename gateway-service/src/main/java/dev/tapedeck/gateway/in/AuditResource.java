package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what, and who was refused. */
@Path("/api/trading/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private static final int ROWS = 200;
    private static final int ROWS_MAX = 5_000;

    private final Projection projection;

    public AuditResource(Projection projection) {
        this.projection = projection;
    }

    /** Returns the newest first. */
    @GET
    @RolesAllowed(Roles.RISK)
    public List<Event<?>> audits(
            @QueryParam("user") @Nullable String user, @QueryParam("limit") @Nullable String limit) {
        int rows = Query.whole("limit", limit, ROWS, ROWS_MAX);
        return projection.read(model -> model.audits(action -> user == null || user.equals(action.user()), rows));
    }
}
