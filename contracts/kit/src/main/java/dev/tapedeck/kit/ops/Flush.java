package dev.tapedeck.kit.ops;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something outside the log that must have arrived before a service can call itself idle: the frames of a socket. */
@FunctionalInterface
public interface Flush {
    long PATIENCE_MILLIS = 1_000;

    /** Returns whether everything that was sent to this service before the call has been handed to its stage; waits at most a second. */
    boolean flushed();

    /** Returns whether the stage completes well within the patience. */
    static boolean completes(CompletionStage<?> drained) {
        try {
            drained.toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException notDrained) {
            return false;
        }
    }
}
