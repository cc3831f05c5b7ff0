package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What a trader does with an alert. */
@Path("/api/trading/alerts")
@Produces(MediaType.APPLICATION_JSON)
public class AlertsResource {
    private static final String GLOBAL = "global";
    private static final byte[] NO_BODY = {};

    private final Projection projection;
    private final UserCommands commands;
    private final Caller caller;

    public AlertsResource(Projection projection, UserCommands commands, Caller caller) {
        this.projection = projection;
        this.commands = commands;
        this.caller = caller;
    }

    /** Says that the user knows of the alert. Its id has slashes. */
    @POST
    @RolesAllowed(Roles.TRADER)
    @Path("/{alertId:.+}/acknowledge")
    public Response acknowledge(@PathParam("alertId") String alertId) {
        caller.about("alert " + alertId);
        AlertRaised alert = projection
                .read(model -> model.alert(alertId))
                .orElseThrow(() -> new RequestRefused(404, "there is no alert '" + alertId + "'"));
        String sessionId = alert.sessionId() == null ? GLOBAL : alert.sessionId();
        return Accepted.response(
                commands.submit(new AcknowledgeAlert(caller.user(), sessionId, alertId), caller.key(NO_BODY)));
    }
}
