package dev.tapedeck.contracts.event;

/** Whether the venue can be used. Topic {@code venue-status}, compacted, key and subject: the venue. */
public sealed interface VenueEvent extends EventData {
    enum Breaker {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /**
     * The venue can be used, or not.
     *
     * @param clockSkewMillis venue clock minus ours
     * @param orderBudget order creations that may still be sent in the current window
     */
    record VenueStatusChanged(
            String venue,
            Breaker breaker,
            int orderBudget,
            long clockSkewMillis,
            boolean privateStreamUp,
            String reason)
            implements VenueEvent {}
}
