package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.Roles;
import dev.tapedeck.gateway.core.VenueView;
import dev.tapedeck.gateway.core.WaitingOrder;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Whether orders reach the venue, and which wait for that. */
@Path("/api/trading/venue")
@Produces(MediaType.APPLICATION_JSON)
public class VenueResource {
    private final Projection projection;
    private final Clock clock;

    public VenueResource(Projection projection, Clock clock) {
        this.projection = projection;
        this.clock = clock;
    }

    /**
     * How orders get on.
     *
     * @param venues none before the order service said something of one
     * @param waiting how many orders wait
     * @param orders those orders, the one that waits for the longest time first
     */
    public record VenueStatus(Instant serverTime, List<VenueView> venues, int waiting, List<WaitingOrder> orders) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    public VenueStatus venue() {
        Instant now = clock.instant();
        return projection.read(model -> {
            List<WaitingOrder> orders = model.waitingOrders(now);
            return new VenueStatus(now, model.venues(), orders.size(), orders);
        });
    }
}
