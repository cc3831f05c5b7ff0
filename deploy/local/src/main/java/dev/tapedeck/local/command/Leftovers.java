package dev.tapedeck.local.command;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends the processes that a state file names, and only those that are still the same processes. */
final class Leftovers {
    private Leftovers() {}

    /**
     * Waits for the processes of a stack whose supervisor is gone, kills those that outlive the limit, and removes the state file.
     *
     * @return how many had to be killed
     */
    static int end(Layout layout, StackState state, Duration limit) {
        List<ProcessHandle> alive = processes(state);
        int killed = 0;
        for (ProcessHandle process : alive) {
            if (!awaitEnd(process, limit)) {
                process.destroyForcibly();
                awaitEnd(process, limit);
                killed++;
            }
        }
        try {
            Files.deleteIfExists(layout.stackFile());
        } catch (IOException failed) {
            throw new StackFailure("state file could not be deleted: " + layout.stackFile(), failed);
        }
        return killed;
    }

    /** Returns whether it ended in time. */
    static boolean awaitEnd(ProcessHandle process, Duration limit) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException alive) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("end of process " + process.pid() + " could not be awaited", impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for process " + process.pid(), interrupted);
        }
    }

    private static List<ProcessHandle> processes(StackState state) {
        return state.services().stream()
                .map(entry -> ProcessHandle.of(entry.pid()))
                .flatMap(Optional::stream)
                .filter(process -> isOurs(process, state))
                .toList();
    }

    /** A process id may have gone to somebody else: ours is younger than the stack and runs Java. */
    private static boolean isOurs(ProcessHandle process, StackState state) {
        boolean young = process.info()
                .startInstant()
                .filter(started -> !started.isBefore(state.startedAt().minusSeconds(2)))
                .isPresent();
        Stream<String> words = Stream.of(process.info().arguments().orElse(new String[0]));
        return young && words.anyMatch("dev.tapedeck.local.supervise.Leash"::equals);
    }
}
