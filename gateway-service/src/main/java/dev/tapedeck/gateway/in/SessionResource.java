package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.ReadModel;
import dev.tapedeck.gateway.core.SessionView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Trading sessions: what there is, start, change, stop. */
@Path("/api/trading/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    /** There is one user until users can log in. */
    static final String USER = "local";

    private final Projection projection;
    private final UserCommands commands;

    public SessionResource(Projection projection, UserCommands commands) {
        this.projection = projection;
        this.commands = commands;
    }

    /** The request was accepted; its outcome comes as events. */
    public record Accepted(String sessionId, boolean accepted) {}

    @GET
    public List<SessionView> sessions() {
        return projection.read(ReadModel::sessions);
    }

    @GET
    @Path("/{id}")
    public SessionView session(@PathParam("id") String id) {
        return projection
                .read(model -> model.findSession(id))
                .orElseThrow(() -> new RequestRefused(404, "there is no session '" + id + "'"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(byte[] body) {
        return accepted(commands.start(SessionRequests.start(body, USER)));
    }

    @POST
    @Path("/{id}/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response stop(@PathParam("id") String id, byte[] body) {
        return accepted(commands.stop(id, USER, SessionRequests.stop(body)));
    }

    /** Takes the whole definition, of a higher version than the one that runs, and why it is to count from here on. */
    @PUT
    @Path("/{id}/strategies/{strategyId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("id") String id, @PathParam("strategyId") String strategyId, byte[] body) {
        SessionRequests.StrategyChange asked = SessionRequests.change(body, strategyId);
        return accepted(commands.change(id, asked.definition(), USER, asked.why()));
    }

    private static Response accepted(String sessionId) {
        return Response.accepted(new Accepted(sessionId, true)).build();
    }
}
