package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.gateway.core.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What can be said of a strategy before it trades. */
@Path("/api/trading/strategies")
@Produces(MediaType.APPLICATION_JSON)
public class StrategyResource {
    private final Caller caller;

    public StrategyResource(Caller caller) {
        this.caller = caller;
    }

    /** The definition is whole, and no part of it is out of bounds. */
    public record Valid(boolean valid, String id, int version) {}

    /** Takes a definition as the start of a session has it among its {@code strategies}, checks it in the same way, and changes nothing. */
    @POST
    @Path("/validate")
    @RolesAllowed(Roles.TRADER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Valid validate(byte[] body) {
        caller.onlyAsks();
        StrategyDefinition definition = SessionRequests.strategy(body);
        return new Valid(true, definition.id(), definition.version());
    }
}
