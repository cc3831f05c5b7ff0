package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.CommandOutcome;
import dev.tapedeck.gateway.core.Projection;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Answers what became of commands, and lets so many requests at most wait for it. Safe for use by many threads. */
public final class OutcomeWaits {
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Projection projection;
    private final Semaphore places;

    public OutcomeWaits(Projection projection, int waitingMax) {
        this.projection = projection;
        this.places = new Semaphore(waitingMax);
    }

    /**
     * Returns what became of the command: as soon as it is done, or as it is when the patience is over. Throws {@link RequestRefused} for a command that is not
     * known, and when it is not done and too many wait already.
     */
    CommandOutcome outcome(String commandId, Duration patience) {
        CommandOutcome now = now(commandId);
        if (isDone(now) || patience.isZero()) {
            return now;
        }
        if (!places.tryAcquire()) {
            throw RequestRefused.tooMany("too many requests wait for what becomes of a command", TRY_AGAIN);
        }
        try {
            return waited(commandId, System.nanoTime() + patience.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RequestRefused(503, "the gateway is stopping; the command is on the log");
        } finally {
            places.release();
        }
    }

    private CommandOutcome waited(String commandId, long deadline) throws InterruptedException {
        CommandOutcome outcome = now(commandId);
        while (!isDone(outcome) && System.nanoTime() < deadline) {
            Thread.sleep(STEP);
            outcome = now(commandId);
        }
        return outcome;
    }

    private CommandOutcome now(String commandId) {
        return projection
                .read(model -> model.outcome(commandId))
                .orElseThrow(() -> projection.isRestored()
                        ? new RequestRefused(404, "there is no command '" + commandId + "', or it is too old")
                        : new RequestRefused(503, "the gateway is restoring from the log; try again"));
    }

    private static boolean isDone(CommandOutcome outcome) {
        return outcome.state() == CommandOutcome.State.DONE;
    }
}
