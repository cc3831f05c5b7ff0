package dev.tapedeck.venue.mexc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToTheLimitAndStartsAgainAfterAReset() {
        var backoff = new Backoff(new SplittableRandom(7));
        long ceiling = 250;
        for (int i = 0; i < 12; i++) {
            long wait = backoff.nextMillis();
            assertTrue(wait >= ceiling / 2 && wait <= ceiling, "wait " + wait + " of ceiling " + ceiling + ", seed=7");
            ceiling = Math.min(ceiling * 2, 5_000);
        }

        backoff.reset();

        assertTrue(backoff.nextMillis() <= 250);
    }
}
