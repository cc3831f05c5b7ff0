package dev.tapedeck.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.local.Member;
import java.time.Duration;

/**
 * One fault at one time.
 *
 * @param after the start of the chaos
 * @param target of a fault that strikes a process; of every other one, the member it is told to
 * @param pause how long a paused process sleeps
 * @param choice a number to choose a symbol or a position with, when the time comes
 */
record Strike(Duration after, FaultKind kind, Member target, Duration pause, int choice, ObjectNode parameters) {
    @Override
    public String toString() {
        String what = kind.wireName();
        if (kind == FaultKind.PAUSE) {
            what += " " + target.displayName() + " for " + pause.toMillis() + " ms";
        } else if (kind.strikesProcess()) {
            what += " " + target.displayName();
        } else if (!kind.movesPosition()) {
            what = parameters.toString();
        }
        return after.toMillis() + " ms: " + what;
    }
}
