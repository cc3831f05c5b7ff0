package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.CommandOutcome;
import dev.tapedeck.gateway.core.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of what was asked. */
@Path("/api/trading/commands")
@Produces(MediaType.APPLICATION_JSON)
public class CommandResource {
    private static final int WAIT_SECONDS_MAX = 20;

    private final OutcomeWaits waits;

    public CommandResource(OutcomeWaits waits) {
        this.waits = waits;
    }

    /** Returns what became of the command, after at most {@code waitSeconds} as soon as it is done. Its id has slashes. */
    @GET
    @Path("/{commandId:.+}")
    @RolesAllowed(Roles.VIEWER)
    @RunOnVirtualThread
    public CommandOutcome outcome(
            @PathParam("commandId") String commandId, @QueryParam("waitSeconds") @Nullable String waitSeconds) {
        int seconds = Query.whole("waitSeconds", waitSeconds, 0, 0, WAIT_SECONDS_MAX);
        return waits.outcome(commandId, Duration.ofSeconds(seconds));
    }
}
