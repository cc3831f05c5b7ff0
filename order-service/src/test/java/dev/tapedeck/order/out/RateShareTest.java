package dev.tapedeck.order.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateShareTest {
    private static final int CELLS = 6;
    private static final int LIMIT = 4;
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(2);

    private static final class Replica {
        final RateBudget budget = new RateBudget(LIMIT, 1, 2_000, 5_000);
        final RateShare share = new RateShare(List.of(budget), CELLS, WINDOW);
        int cells;

        void owns(int now, long nanos) {
            cells = now;
            share.owns(now, nanos);
        }
    }

    @Test
    void twoReplicasTogetherKeepTheLimitHoweverTheCellsMove() {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new SplittableRandom(seed);
            var one = new Replica();
            var two = new Replica();
            one.owns(CELLS - 1, 0);
            two.owns(1, 0);
            var sent = new ArrayList<Long>();
            long now = TimeUnit.SECONDS.toNanos(10);
            for (int step = 0; step < 400; step++) {
                now += TimeUnit.MILLISECONDS.toNanos(random.nextInt(300));
                if (random.nextInt(10) == 0) {
                    int moved = 1 + random.nextInt(CELLS - 1);
                    // What one gains the other has lost before.
                    boolean shrinks = moved < one.cells;
                    (shrinks ? one : two).owns(shrinks ? moved : CELLS - moved, now);
                    (shrinks ? two : one).owns(shrinks ? CELLS - moved : moved, now);
                }
                Replica sender = random.nextBoolean() ? one : two;
                if (sender.budget.allows(now, true)) {
                    sender.budget.take(now);
                    sent.add(now);
                }
            }
            for (int i = LIMIT; i < sent.size(); i++) {
                long span = sent.get(i) - sent.get(i - LIMIT);
                assertTrue(span >= WINDOW, "seed " + seed + ", span " + span);
            }
        }
    }

    @Test
    void theOnlyReplicaHasTheWholeLimitAsSoonAsItOwnsAllCells() {
        var replica = new Replica();
        for (int cells = 1; cells <= CELLS; cells++) {
            replica.owns(cells, 0);
        }
        assertEquals(LIMIT, replica.budget.left(0));
    }

    @Test
    void aReplicaThatJoinsAnotherWaitsUntilTheVenueForgotWhatThatSent() {
        var replica = new Replica();
        replica.owns(3, 0);
        assertEquals(0, replica.budget.left(0));
        assertEquals(LIMIT / 2, replica.budget.left(WINDOW));
    }

    @Test
    void whatALeavingReplicaHadCountsAsSentByIt() {
        var replica = new Replica();
        replica.owns(3, 0);
        replica.owns(CELLS, 10 * WINDOW);
        assertEquals(LIMIT / 2, replica.budget.left(10 * WINDOW));
        assertEquals(LIMIT, replica.budget.left(11 * WINDOW));
    }
}
