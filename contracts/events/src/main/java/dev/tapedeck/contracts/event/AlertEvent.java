package dev.tapedeck.contracts.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person should know. Topic {@code alerts}, key: the session or {@code global}, subject: the writing service. */
public sealed interface AlertEvent extends EventData {
    enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }

    /**
     * Something happened that a person should know.
     *
     * @param kind a fixed name that a runbook explains
     */
    record AlertRaised(
            String alertId,
            @Nullable String sessionId,
            Severity severity,
            String kind,
            String message,
            Map<String, String> details)
            implements AlertEvent {
        public AlertRaised {
            details = Sorted.copyOf(details);
        }
    }

    record AlertAcknowledged(String alertId, @Nullable String sessionId, String user) implements AlertEvent {}
}
