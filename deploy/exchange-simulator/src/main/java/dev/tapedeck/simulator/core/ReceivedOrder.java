package dev.tapedeck.simulator.core;

import org.jspecify.annotations.Nullable;

/**
 * A request to create an order as it came in, with what became of it. There is one for each request, also for a
 * repeated one and one that never got as far as the matching engine.
 *
 * @param atTapeMillis tape time of arrival
 * @param atWallMicros wall clock of arrival, epoch microseconds; for reading beside other logs, nothing depends on it
 * @param rejectCode the venue's code against the request, 0 when there was none
 * @param answer what the sender was told
 * @param order the order that this request made; null when it made none
 */
public record ReceivedOrder(
        Account account,
        OrderRequest request,
        long atTapeMillis,
        long atWallMicros,
        int rejectCode,
        String answer,
        @Nullable Order order) {}
