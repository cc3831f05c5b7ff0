package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.ReadModel;
import dev.tapedeck.gateway.core.Roles;
import dev.tapedeck.gateway.core.SessionOrder;
import dev.tapedeck.gateway.core.SessionView;
import dev.tapedeck.gateway.in.UserCommands.CarriedOut;
import jakarta.annotation.security.RolesAllowed;
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
    private final Projection projection;
    private final UserCommands commands;
    private final Caller caller;

    public SessionResource(Projection projection, UserCommands commands, Caller caller) {
        this.projection = projection;
        this.commands = commands;
        this.caller = caller;
    }

    /** The request was accepted and carried out: the session is as it was asked. */
    public record Accepted(String sessionId, String commandId, boolean accepted) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    public List<SessionView> sessions() {
        return projection.read(ReadModel::sessions);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    public SessionView session(@PathParam("id") String id) {
        return projection
                .read(model -> model.findSession(id))
                .orElseThrow(() -> new RequestRefused(404, "there is no session '" + id + "'"));
    }

    /** Real money needs the role admin and the word LIVE in the field {@code confirm}. */
    @POST
    @RolesAllowed(Roles.TRADER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(byte[] body) {
        SessionOrder order = SessionRequests.start(body, caller.user());
        caller.about(order.mode() + " session");
        if (order.mode() == Mode.LIVE && !caller.has(Roles.ADMIN)) {
            throw new RequestRefused(403, "a LIVE session needs the role " + Roles.ADMIN);
        }
        return accepted(commands.start(order, caller.key(body)));
    }

    /** A LIVE session needs the word STOP in the field {@code confirm}. */
    @POST
    @Path("/{id}/stop")
    @RolesAllowed(Roles.TRADER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response stop(@PathParam("id") String id, byte[] body) {
        caller.about("session " + id);
        String why = SessionRequests.stop(body, isLive(id));
        return accepted(commands.stop(id, caller.user(), why, caller.key(body)));
    }

    /** Takes the whole definition, of a higher version than the one that runs, and why it is to count from here on. A LIVE session needs the word CHANGE in the field {@code confirm}. */
    @PUT
    @Path("/{id}/strategies/{strategyId}")
    @RolesAllowed(Roles.TRADER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("id") String id, @PathParam("strategyId") String strategyId, byte[] body) {
        caller.about("session " + id + ", strategy " + strategyId);
        SessionRequests.StrategyChange asked = SessionRequests.change(body, strategyId, isLive(id));
        return accepted(commands.change(id, asked.definition(), caller.user(), asked.why(), caller.key(body)));
    }

    private boolean isLive(String sessionId) {
        return projection
                .read(model -> model.findSession(sessionId))
                .filter(session -> session.mode() == Mode.LIVE)
                .isPresent();
    }

    private Response accepted(CarriedOut done) {
        caller.about("session " + done.sessionId());
        caller.made(List.of(done.commandId()));
        return Response.accepted(new Accepted(done.sessionId(), done.commandId(), true))
                .build();
    }
}
