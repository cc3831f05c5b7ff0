package dev.tapedeck.system;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what is to come, within bounds. */
final class Await {
    private static final int POLL_MILLIS = 100;

    private Await() {}

    /**
     * Returns when the condition holds.
     *
     * @param expectation what is waited for, for the message
     * @param instead what there is when it did not come, for the message
     */
    static void until(String expectation, Duration limit, BooleanSupplier condition, Supplier<String> instead) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError(
                        "within " + limit.toSeconds() + " s expected: " + expectation + "; was: " + instead.get());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        }
    }
}
