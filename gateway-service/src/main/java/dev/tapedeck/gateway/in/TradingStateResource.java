package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.ReadModel;
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
    private final Clock clock;

    public TradingStateResource(Projection projection, UserCommands commands, Clock clock) {
        this.projection = projection;
        this.commands = commands;
        this.clock = clock;
    }

    /** Returns the last state of every scope that was ever set; one that is not there allows everything. */
    @GET
    public List<Event<?>> states() {
        return projection.read(ReadModel::tradingStates);
    }

    /** Takes {@code scope}, {@code scopeId} (not for GLOBAL), {@code state} and {@code why}; {@code flatten} to close all positions of the scope, {@code forSeconds} to let it end by itself. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(byte[] body) {
        return Accepted.response(
                commands.submit(TradingStateRequests.read(body, SessionResource.USER, clock.instant())));
    }
}
