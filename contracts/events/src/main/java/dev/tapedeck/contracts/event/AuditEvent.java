package dev.tapedeck.contracts.event;

import java.util.Map;

/** Who did what. Topic {@code audit}, key and subject: the user. */
public sealed interface AuditEvent extends EventData {
    /**
     * A user did something.
     *
     * @param address where the request came from
     * @param result what it was answered with
     */
    record ActionAudited(
            String user, String address, String action, String target, String result, Map<String, String> details)
            implements AuditEvent {
        public ActionAudited {
            details = Sorted.copyOf(details);
        }
    }
}
