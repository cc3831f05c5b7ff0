package dev.tapedeck.local;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition, bounded. */
public final class Await {
    private Await() {}

    /** Returns when the condition holds; fails with the description when it does not within the limit. */
    public static void until(String description, Duration limit, BooleanSupplier condition)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError(description + " did not happen within " + limit);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
