package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.AlertEvent.AlertAcknowledged;
import dev.tapedeck.contracts.event.CommandEvent;
import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.contracts.event.CommandEvent.CancelOrder;
import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.time.Instant;

/** What an operator asks of the other services, as an event. What becomes of it names this event as its cause. */
public final class OperatorCommand {
    /** Trading states belong to no session, so that whoever decides reads all of them in order. */
    private static final String GLOBAL = "global";

    private OperatorCommand() {}

    public static Event<SetTradingState> of(ReadModel model, SetTradingState asked, Instant at) {
        return of(model, GLOBAL, "trading-state/" + asked.scope() + "/" + asked.scopeId() + "/ask", asked, at);
    }

    public static Event<ClosePosition> of(ReadModel model, ClosePosition asked, Instant at) {
        return of(model, asked.sessionId(), asked.sessionId() + "/close", asked, at);
    }

    public static Event<CancelOrder> of(ReadModel model, CancelOrder asked, Instant at) {
        return of(model, asked.sessionId(), asked.sessionId() + "/cancel", asked, at);
    }

    /** {@code asked} names the session of the alert, or {@code global}. */
    public static Event<AcknowledgeAlert> of(ReadModel model, AcknowledgeAlert asked, Instant at) {
        return of(model, asked.sessionId(), asked.sessionId() + "/acknowledge", asked, at);
    }

    /** Returns what follows from the command at once, since nobody else must agree. */
    public static Event<AlertAcknowledged> outcome(Event<AcknowledgeAlert> command) {
        return Alerts.following(command);
    }

    private static <C extends CommandEvent> Event<C> of(
            ReadModel model, String subject, String name, C asked, Instant at) {
        long sequence = model.lastSequence(Topic.COMMANDS, subject) + 1;
        return new Event<>(name + "/" + sequence, Service.GATEWAY.id(), subject, at, sequence, null, null, asked);
    }
}
