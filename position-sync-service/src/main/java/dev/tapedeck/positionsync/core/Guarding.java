package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.kit.decide.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is to be said and done about a session after an answer of the venue was taken in. */
final class Guarding {
    /** Longer than any fill takes that comes at all, also through a restart of the order service. */
    private static final Duration DIFFERENCE_LASTS_AT_MOST = Duration.ofSeconds(60);

    private Guarding() {}

    static List<Draft> decide(PositionBook book, PositionCommand.Guard guard, Instant at) {
        List<PositionChanged> positions = book.ofSession(guard.sessionId());
        var drafts = new ArrayList<Draft>();
        positions.forEach(position -> drafts.addAll(Margins.decide(book, position, guard.number())));
        guard.flattenings().forEach(state -> drafts.addAll(Closing.flatten(book, guard, state, at)));
        if (guard.terms() != null) {
            var equity = new Equity(book, guard.sessionId(), guard.terms(), at);
            drafts.addAll(equity.mark(guard.number()));
            var reasons = new ArrayList<>(equity.brokenLimits());
            reasons.addAll(differences(book, guard.sessionId(), at));
            if (!reasons.isEmpty()) {
                String id = guard.sessionId() + "/" + guard.number();
                drafts.addAll(Halts.session(book, guard.sessionId(), id, String.join("; ", reasons)));
            }
        }
        return drafts;
    }

    private static List<String> differences(PositionBook book, String sessionId, Instant at) {
        return book.mismatches().entrySet().stream()
                .filter(open -> open.getKey().startsWith(sessionId + "/"))
                .filter(open -> !at.isBefore(open.getValue().since().plus(DIFFERENCE_LASTS_AT_MOST)))
                .map(open -> "own and venue truth of " + open.getKey() + " differ since "
                        + open.getValue().since() + ", " + open.getValue().own() + " against "
                        + open.getValue().venue() + " contracts; limit " + DIFFERENCE_LASTS_AT_MOST.toSeconds() + " s")
                .toList();
    }
}
