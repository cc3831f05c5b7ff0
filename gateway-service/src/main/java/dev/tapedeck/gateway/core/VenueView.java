package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import java.time.Instant;

/**
 * Whether a venue can be used, as the order service said last.
 *
 * @param breakerSince when the breaker was first said to be as it is: at this time or before, since the log keeps only the last word for ever
 * @param orderBudget order creations that could still be sent in the window of {@code at}
 * @param clockSkewMillis the venue's clock minus ours
 * @param at when it was said
 */
public record VenueView(
        String venue,
        Breaker breaker,
        Instant breakerSince,
        boolean privateStreamUp,
        long clockSkewMillis,
        int orderBudget,
        String reason,
        Instant at) {

    static VenueView of(VenueStatusChanged said, Instant at) {
        return new VenueView(
                said.venue(),
                said.breaker(),
                at,
                said.privateStreamUp(),
                said.clockSkewMillis(),
                said.orderBudget(),
                said.reason(),
                at);
    }

    VenueView followedBy(VenueView next) {
        return new VenueView(
                next.venue,
                next.breaker,
                next.breaker == breaker ? breakerSince : next.breakerSince,
                next.privateStreamUp,
                next.clockSkewMillis,
                next.orderBudget,
                next.reason,
                next.at);
    }
}
