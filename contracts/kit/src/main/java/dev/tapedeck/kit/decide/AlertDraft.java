package dev.tapedeck.kit.decide;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Service;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alert that an event of a service's own journal is: one for each event, with an id that follows from it. */
public final class AlertDraft {
    private static final String GLOBAL = "global";

    private AlertDraft() {}

    /**
     * Returns the alert.
     *
     * @param sessionId absent for what concerns all sessions
     */
    public static Draft of(
            Service service,
            Event<?> event,
            @Nullable String sessionId,
            Severity severity,
            String kind,
            String message,
            Map<String, String> details) {
        String id = "alerts/" + event.id();
        String key = sessionId == null ? GLOBAL : sessionId;
        return new Draft(
                id,
                key,
                service.id() + "/" + key,
                event.correlationId(),
                new AlertRaised(id, sessionId, severity, kind, message, details));
    }
}
