package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.ReadModel;
import dev.tapedeck.gateway.core.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;

/** Whether trading is allowed: everywhere, in a session, for a strategy, on a symbol. */
@Path("/api/trading/state")
@Produces(MediaType.APPLICATION_JSON)
public class TradingStateResource {
    private final Projection projection;
    private final UserCommands commands;
    private final Caller caller;
    private final Clock clock;

    public TradingStateResource(Projection projection, UserCommands commands, Caller caller, Clock clock) {
        this.projection = projection;
        this.commands = commands;
        this.caller = caller;
        this.clock = clock;
    }

    /** Returns the last state of every scope that was ever set; one that is not there allows everything. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public List<Event<?>> states() {
        return projection.read(ReadModel::tradingStates);
    }

    /** Takes {@code scope}, {@code scopeId} (not for GLOBAL), {@code state} and {@code why}; {@code flatten} to close all positions of the scope, {@code forSeconds} to let it end by itself, {@code confirm} with the word of the state: always HALT and FLATTEN, and each while a LIVE session runs. */
    @POST
    @RolesAllowed(Roles.RISK)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(byte[] body) {
        boolean isLive = projection
                .read(ReadModel::runningSession)
                .filter(session -> session.mode() == Mode.LIVE)
                .isPresent();
        SetTradingState asked = TradingStateRequests.read(body, caller.user(), isLive, clock.instant());
        caller.about(asked.scope() + " " + asked.scopeId() + " " + asked.state() + (asked.flatten() ? " flat" : ""));
        String commandId = commands.submit(asked, caller.key(body));
        caller.made(List.of(commandId));
        return Accepted.response(commandId);
    }
}
