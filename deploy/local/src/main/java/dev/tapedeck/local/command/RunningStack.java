package dev.tapedeck.local.command;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.Probes;
import dev.tapedeck.local.supervise.StackLock;
import dev.tapedeck.local.supervise.StackState;
import java.util.Optional;

/** The stack that runs, if one does. */
final class RunningStack {
    private RunningStack() {}

    /** Returns what runs, empty when no supervisor does. */
    static Optional<StackState> find(Layout layout) {
        return StackLock.isHeld(layout.lockFile()) ? StackState.read(layout.stackFile()) : Optional.empty();
    }

    /**
     * Returns what runs.
     *
     * @throws StackFailure when nothing does or the member does not answer
     */
    static StackState require(Layout layout, Member member) {
        StackState state =
                find(layout).orElseThrow(() -> new StackFailure("no stack is running; start one with: ./tapedeck up"));
        if (!Probes.of(layout, member).isReady()) {
            throw new StackFailure("the " + member.displayName() + " must be ready on port " + layout.port(member)
                    + ", is not; see " + layout.logFile(member));
        }
        return state;
    }
}
