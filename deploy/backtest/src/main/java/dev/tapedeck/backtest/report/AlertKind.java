package dev.tapedeck.backtest.report;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts of one kind in a run. A halt is among them: nothing is entered after it, since nobody is there who allows it again.
 *
 * @param severity of the first
 * @param count how many were raised, at least one
 * @param firstAt tape time of the first
 * @param first what the first said
 */
public record AlertKind(Severity severity, String kind, int count, Instant firstAt, String first) {
    /** Returns the kinds that were raised, the gravest first, then the earliest. */
    static List<AlertKind> raised(List<Event<?>> log) {
        Map<String, AlertKind> kinds = new LinkedHashMap<>();
        for (Event<?> event : log) {
            if (event.data() instanceof AlertRaised alert) {
                kinds.merge(
                        alert.kind(),
                        new AlertKind(alert.severity(), alert.kind(), 1, event.time(), alert.message()),
                        (before, next) -> before.again());
            }
        }
        return kinds.values().stream()
                .sorted(Comparator.comparing(AlertKind::severity).reversed())
                .toList();
    }

    private AlertKind again() {
        return new AlertKind(severity, kind, count + 1, firstAt, first);
    }
}
