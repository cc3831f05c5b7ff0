package dev.tapedeck.simulator.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final RateLimiter.Limit FOUR_IN_TWO_SECONDS = new RateLimiter.Limit(4, 2000);

    @Test
    void bucketRefillsAsItsWindowSlides() {
        RateLimiter limiter = new RateLimiter(true);
        for (int call = 0; call < 4; call++) {
            assertTrue(limiter.tryAcquire("alice", "create", FOUR_IN_TWO_SECONDS, 1000 + 100L * call));
        }

        assertFalse(limiter.tryAcquire("alice", "create", FOUR_IN_TWO_SECONDS, 2999));
        assertTrue(limiter.tryAcquire("alice", "create", FOUR_IN_TWO_SECONDS, 3000));
        assertFalse(limiter.tryAcquire("alice", "create", FOUR_IN_TWO_SECONDS, 3050));
    }

    @Test
    void callersAndEndpointsHaveTheirOwnBuckets() {
        RateLimiter limiter = new RateLimiter(true);
        RateLimiter.Limit once = new RateLimiter.Limit(1, 1000);
        assertTrue(limiter.tryAcquire("alice", "create", once, 0));

        assertTrue(limiter.tryAcquire("bob", "create", once, 0));
        assertTrue(limiter.tryAcquire("alice", "cancel", once, 0));
        assertFalse(limiter.tryAcquire("alice", "create", once, 0));
    }

    @Test
    void disabledLimiterLetsEverythingThrough() {
        RateLimiter limiter = new RateLimiter(false);
        RateLimiter.Limit once = new RateLimiter.Limit(1, 1000);

        assertTrue(limiter.tryAcquire("alice", "create", once, 0));
        assertTrue(limiter.tryAcquire("alice", "create", once, 1));
    }

    @Test
    void requestTimeMustBeWithinTheWindow() {
        assertTrue(RequestWindow.contains("100000", null, 110_000));
        assertFalse(RequestWindow.contains("100000", null, 110_001));
        assertTrue(RequestWindow.contains("120000", null, 110_000));
        assertFalse(RequestWindow.contains(null, null, 110_000));
        assertFalse(RequestWindow.contains("soon", null, 110_000));
    }

    @Test
    void receiveWindowIsSecondsUpToSixtyAndMillisecondsAbove() {
        assertTrue(RequestWindow.contains("100000", "30", 130_000));
        assertFalse(RequestWindow.contains("100000", "5000", 106_000));
        assertFalse(RequestWindow.contains("100000", "600000", 160_001));
    }
}
