package dev.tapedeck.local.command;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.Probe;
import dev.tapedeck.local.supervise.Probes;
import dev.tapedeck.local.supervise.StackLock;
import dev.tapedeck.local.supervise.StackState;
import java.util.Optional;
import java.util.stream.IntStream;

/** The stack that runs, if one does. */
final class RunningStack {
    /** A member of a busy machine may miss one question, and one that is gone misses them all at once. */
    private static final int QUESTIONS = 5;

    private RunningStack() {}

    /** Returns what runs, empty when no supervisor does. */
    static Optional<StackState> find(Layout layout) {
        return StackLock.isHeld(layout.lockFile()) ? StackState.read(layout.stackFile()) : Optional.empty();
    }

    /**
     * Returns what runs.
     *
     * @throws StackFailure when nothing does or the member does not answer, asked five times
     */
    static StackState require(Layout layout, Member member) {
        StackState state =
                find(layout).orElseThrow(() -> new StackFailure("no stack is running; start one with: ./tapedeck up"));
        Probe probe = Probes.of(layout, member);
        if (IntStream.range(0, QUESTIONS).noneMatch(question -> probe.isReady())) {
            throw new StackFailure("the " + member.displayName() + " must be ready on port " + layout.port(member)
                    + ", is not; see " + layout.logFile(member));
        }
        return state;
    }
}
