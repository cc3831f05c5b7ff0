package dev.tapedeck.order.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
    private static final long WINDOW_MILLIS = 2_000;

    @Test
    void neverLetsMoreThanTheLimitGoInAnyWindow() {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new SplittableRandom(seed);
            int limit = 1 + random.nextInt(6);
            var budget = new RateBudget(limit, random.nextInt(limit), WINDOW_MILLIS, 5_000);
            var sent = new ArrayList<Long>();
            long now = 0;
            for (int step = 0; step < 300; step++) {
                now += TimeUnit.MILLISECONDS.toNanos(random.nextInt(700));
                if (budget.allows(now, random.nextBoolean())) {
                    budget.take(now);
                    sent.add(now);
                }
            }
            for (int i = limit; i < sent.size(); i++) {
                long span = sent.get(i) - sent.get(i - limit);
                assertTrue(span >= TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS), "seed " + seed + ", span " + span);
            }
        }
    }

    @Test
    void keepsTheLastForPriority() {
        var budget = new RateBudget(4, 1, WINDOW_MILLIS, 5_000);
        for (int i = 0; i < 3; i++) {
            assertTrue(budget.allows(0, false));
            budget.take(0);
        }
        assertFalse(budget.allows(0, false));
        assertTrue(budget.allows(0, true));
    }

    @Test
    void isSilentForAWhileAfterItWasTooMany() {
        var budget = new RateBudget(4, 1, WINDOW_MILLIS, 5_000);
        budget.backOff(0);
        assertEquals(0, budget.left(TimeUnit.MILLISECONDS.toNanos(4_999)));
        assertEquals(4, budget.left(TimeUnit.MILLISECONDS.toNanos(5_000)));
    }

    @Test
    void aPartOfTheLimitKeepsAsManyForPriorityAsItHasRoomFor() {
        var budget = new RateBudget(4, 1, WINDOW_MILLIS, 5_000);
        budget.share(1, 6, 0);
        assertTrue(budget.allows(0, false));
        budget.take(0);
        assertFalse(budget.allows(0, true));
    }

    @Test
    void refusesAReserveThatLeavesNothing() {
        assertThrows(IllegalArgumentException.class, () -> new RateBudget(4, 4, WINDOW_MILLIS, 5_000));
    }
}
