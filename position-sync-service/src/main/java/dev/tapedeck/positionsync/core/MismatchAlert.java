package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
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
                Severity.CRITICAL,
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
}
