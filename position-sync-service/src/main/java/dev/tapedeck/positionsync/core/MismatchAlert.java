package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.kit.decide.Draft;
import java.util.List;
import java.util.Map;

/** Every mismatch is an alert. */
public final class MismatchAlert {
    private MismatchAlert() {}

    public static List<Draft> of(Event<?> event) {
        return event.data() instanceof PositionMismatched mismatch ? List.of(draft(event, mismatch)) : List.of();
    }

    private static Draft draft(Event<?> event, PositionMismatched mismatch) {
        String id = "alerts/" + event.id();
        var alert = new AlertRaised(
                id,
                mismatch.sessionId(),
                severity(mismatch.kind()),
                "PositionMismatch",
                mismatch.symbol() + " " + mismatch.direction() + ": " + mismatch.evidence(),
                Map.of(
                        "kind",
                        mismatch.kind().name(),
                        "own",
                        mismatch.own().toString(),
                        "venue",
                        mismatch.venue().toString()));
        return new Draft(id, mismatch.sessionId(), "position-sync/" + mismatch.sessionId(), null, alert);
    }

    /** A stop that did its work, and a fill that is late, need no one to act at once. */
    private static Severity severity(MismatchKind kind) {
        return kind == MismatchKind.PROTECTIVE_STOP || kind == MismatchKind.MISSED_FILL
                ? Severity.WARNING
                : Severity.CRITICAL;
    }
}
