package dev.tapedeck.gateway.core;

import java.time.Instant;

/**
 * One event in the causal chain of an order.
 *
 * @param time event time
 * @param recordedAt when it reached the log; the time of a hop is the difference of two of these
 */
public record ChainLink(String topic, String id, Instant time, String type, Instant recordedAt) {}
