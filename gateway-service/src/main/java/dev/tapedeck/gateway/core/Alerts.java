package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.AlertEvent;
import dev.tapedeck.contracts.event.AlertEvent.AlertAcknowledged;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The newest alerts, and who acknowledged them. An acknowledgement is asked for on one topic and said on another; what was asked and not said yet, because
 * the gateway crashed between the two, can be said later.
 */
final class Alerts {
    /** The key of what belongs to no session. */
    static final String GLOBAL = "global";

    private final BoundedMap<String, Event<?>> events;
    private final BoundedMap<String, AlertRaised> raised;
    private final BoundedMap<String, Boolean> acknowledged;
    private final BoundedMap<String, Event<AcknowledgeAlert>> asked;

    Alerts(int capacity) {
        this.events = new BoundedMap<>(capacity);
        this.raised = new BoundedMap<>(capacity);
        this.acknowledged = new BoundedMap<>(capacity);
        this.asked = new BoundedMap<>(capacity);
    }

    void add(AlertEvent alert, Event<?> event) {
        events.put(event.id(), event);
        switch (alert) {
            case AlertRaised raising -> raised.put(raising.alertId(), raising);
            case AlertAcknowledged saying -> {
                acknowledged.put(saying.alertId(), true);
                asked.remove(saying.alertId());
            }
        }
    }

    void ask(Event<AcknowledgeAlert> command) {
        String alertId = command.data().alertId();
        if (!acknowledged.containsKey(alertId)) {
            asked.put(alertId, command);
        }
    }

    Optional<AlertRaised> raised(String alertId) {
        return Optional.ofNullable(raised.get(alertId));
    }

    boolean isAcknowledged(String alertId) {
        return acknowledged.containsKey(alertId);
    }

    /** Returns what is still to be said of what was asked. */
    List<Event<?>> unsaid() {
        return asked.values().stream().<Event<?>>map(Alerts::following).toList();
    }

    /** Returns both kinds of events as they came to the log: alerts carry times of different clocks. */
    Stream<Event<?>> newestFirst() {
        return events.sequencedValues().reversed().stream();
    }

    /** Returns what follows from the command: that the user knows of the alert. Its id follows from the alert, so that it counts once. */
    static Event<AlertAcknowledged> following(Event<AcknowledgeAlert> command) {
        AcknowledgeAlert asked = command.data();
        String session = asked.sessionId().equals(GLOBAL) ? null : asked.sessionId();
        return new Event<>(
                "alerts/acknowledged/" + asked.alertId(),
                Service.GATEWAY.id(),
                Service.GATEWAY.id() + "/" + asked.sessionId(),
                command.time(),
                command.sequence(),
                session,
                command.id(),
                new AlertAcknowledged(asked.alertId(), session, asked.user()));
    }
}
