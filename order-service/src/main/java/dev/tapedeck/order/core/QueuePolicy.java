package dev.tapedeck.order.core;

import java.math.BigDecimal;

/**
 * How long and how many orders may wait. Orders that reduce a position wait without limit: there are never more of them than positions.
 *
 * @param capacity entries that may wait, at least 1
 * @param rateLimitedMax entries of them that may wait for the venue's rate limit, at least 1
 * @param entryLivesMillis after which an entry that waits is not worth sending, at least 1
 * @param driftBpsMax how far the price may be from the one that the strategy saw, in basis points of it, when a waiting entry is sent; at least 0
 */
public record QueuePolicy(int capacity, int rateLimitedMax, long entryLivesMillis, BigDecimal driftBpsMax) {
    public static final QueuePolicy DEFAULT = new QueuePolicy(1_000, 100, 300_000, BigDecimal.valueOf(50));

    public QueuePolicy {
        require(capacity >= 1, "capacity must be >= 1, was " + capacity);
        require(rateLimitedMax >= 1, "rateLimitedMax must be >= 1, was " + rateLimitedMax);
        require(entryLivesMillis >= 1, "entryLivesMillis must be >= 1, was " + entryLivesMillis);
        require(driftBpsMax.signum() >= 0, "driftBpsMax must be >= 0, was " + driftBpsMax);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
