package dev.tapedeck.simulator.core;

import org.jspecify.annotations.Nullable;

/**
 * An order request as it came in, with the verdict.
 *
 * @param atTapeMillis tape time of arrival
 * @param atWallMicros wall clock of arrival, epoch microseconds; for reading beside other logs, nothing depends on it
 * @param order null when the request was refused
 */
public record ReceivedOrder(
        Account account,
        OrderRequest request,
        long atTapeMillis,
        long atWallMicros,
        VenueCode verdict,
        @Nullable Order order) {}
