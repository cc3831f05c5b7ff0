package dev.tapedeck.local.command;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.StackLock;
import dev.tapedeck.local.supervise.StackState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the stack and returns when everything of it is gone. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop the running stack.")
public final class DownCommand implements Callable<Integer> {
    private static final Duration SUPERVISOR_LIMIT = Duration.ofSeconds(45);
    private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(5);

    private final Layout layout;
    private final PrintStream out;

    public DownCommand(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public Integer call() {
        Optional<StackState> state = StackState.read(layout.stackFile());
        if (StackLock.isHeld(layout.lockFile())) {
            stopSupervisor(state.orElseThrow(() -> new StackFailure(
                    "a stack is just starting or ending (" + layout.lockFile() + " is held); try again")));
        } else if (state.isEmpty()) {
            out.println("Nothing is running.");
            return 0;
        }
        state.ifPresent(known -> Leftovers.end(layout, known, LEFTOVER_LIMIT));
        out.println("Stopped.");
        return 0;
    }

    /** The lock is held, so the supervisor lives and its process id is its own. */
    private void stopSupervisor(StackState state) {
        ProcessHandle.of(state.pid()).ifPresent(supervisor -> {
            out.println("Stopping " + state.services().size() + " processes ...");
            out.flush();
            supervisor.destroy();
            if (!Leftovers.awaitEnd(supervisor, SUPERVISOR_LIMIT)) {
                supervisor.destroyForcibly();
            }
        });
    }
}
