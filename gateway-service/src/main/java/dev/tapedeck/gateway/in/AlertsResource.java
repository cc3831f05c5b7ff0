package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.gateway.core.Projection;
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

    private final Projection projection;
    private final UserCommands commands;

    public AlertsResource(Projection projection, UserCommands commands) {
        this.projection = projection;
        this.commands = commands;
    }

    /** Says that the user knows of the alert. Its id has slashes. */
    @POST
    @Path("/{alertId: .+}/acknowledge")
    public Response acknowledge(@PathParam("alertId") String alertId) {
        AlertRaised alert = projection
                .read(model -> model.alert(alertId))
                .orElseThrow(() -> new RequestRefused(404, "there is no alert '" + alertId + "'"));
        String sessionId = alert.sessionId() == null ? GLOBAL : alert.sessionId();
        return Accepted.response(commands.submit(new AcknowledgeAlert(SessionResource.USER, sessionId, alertId)));
    }
}
