package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import java.time.Instant;

/**
 * Why and since when an order waits.
 *
 * @param since our clock when it began to wait
 * @param expiresInMillis after {@code since}; 0 for never
 */
public record Waiting(QueueCause cause, Instant since, long expiresInMillis) {}
