package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.CommandEvent.ChangeStrategy;
import dev.tapedeck.contracts.event.CommandEvent.StartSession;
import dev.tapedeck.contracts.event.CommandEvent.StopSession;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a session may start, change or stop. An accepted request is two events: the command as it was asked, then the session as it is from now
 * on. One session runs at a time. Stateless; what it knows is the read model.
 */
public final class SessionDecider {
    /** How many strategies a session may have. */
    public static final int STRATEGIES_MAX = 50;

    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final boolean liveAllowed;

    public SessionDecider(boolean liveAllowed) {
        this.liveAllowed = liveAllowed;
    }

    public sealed interface Decision {
        /** The events to write, in this order. */
        record Accepted(String sessionId, List<Event<?>> events) implements Decision {}

        record Refused(Refusal refusal, String detail) implements Decision {}
    }

    public enum Refusal {
        /** Another session is running, this one is not, its id was used before, or it cannot take the strategy. */
        CONFLICT,
        UNKNOWN_SESSION,
        LIVE_NOT_ALLOWED
    }

    public Decision start(ReadModel model, SessionOrder order, Instant at) {
        if (order.mode() == Mode.LIVE && !liveAllowed) {
            return new Decision.Refused(
                    Refusal.LIVE_NOT_ALLOWED,
                    "mode LIVE is not allowed on this gateway; tapedeck.gateway.live-allowed allows it");
        }
        Optional<SessionView> running = model.runningSession();
        if (running.isPresent()) {
            return new Decision.Refused(
                    Refusal.CONFLICT,
                    "session " + running.get().sessionId() + " is RUNNING; stop it before another one starts");
        }
        String asked = order.sessionId();
        if (asked != null && model.sessionLife(asked).isPresent()) {
            return new Decision.Refused(
                    Refusal.CONFLICT, "there was a session " + asked + " already; each session needs its own id");
        }
        var session = new SessionChanged(
                asked == null ? newSessionId(model, at) : asked,
                order.mode(),
                State.RUNNING,
                order.symbols(),
                order.strategies(),
                order.initialBalance(),
                order.limits(),
                "started by " + order.user());
        var command =
                event(model, Topic.COMMANDS, session, "-start", at, null, new StartSession(order.user(), session));
        return accepted(command, running(model, command, session));
    }

    public Decision stop(ReadModel model, String sessionId, String user, String why, Instant at) {
        Optional<SessionChanged> session = model.sessionLife(sessionId).flatMap(SessionLife::session);
        Optional<Decision> refused = notRunning(session, sessionId);
        if (refused.isPresent()) {
            return refused.get();
        }
        SessionChanged running = session.orElseThrow();
        var command = event(model, Topic.COMMANDS, running, "-stop", at, null, new StopSession(user, sessionId, why));
        return accepted(command, stopped(model, command, running, user, why));
    }

    /** Lets the session go on with this definition in place of the one that has its id, or beside the others when none has. */
    public Decision change(
            ReadModel model, String sessionId, StrategyDefinition definition, String user, String why, Instant at) {
        Optional<SessionChanged> session = model.sessionLife(sessionId).flatMap(SessionLife::session);
        Optional<Decision> refused =
                notRunning(session, sessionId).or(() -> notTaken(session.orElseThrow(), definition));
        if (refused.isPresent()) {
            return refused.get();
        }
        SessionChanged running = session.orElseThrow();
        var asked = new ChangeStrategy(user, sessionId, definition, why);
        long number = model.lastSequence(Topic.COMMANDS, sessionId) + 1;
        var command = event(model, Topic.COMMANDS, running, "-change-" + number, at, null, asked);
        return accepted(command, changed(model, command, running, asked));
    }

    private static Optional<Decision> notRunning(Optional<SessionChanged> session, String sessionId) {
        if (session.isEmpty()) {
            return Optional.of(
                    new Decision.Refused(Refusal.UNKNOWN_SESSION, "there is no session '" + sessionId + "'"));
        }
        State state = session.get().state();
        return state == State.RUNNING
                ? Optional.empty()
                : conflict("session " + sessionId + " must be RUNNING, was " + state);
    }

    private static Optional<Decision> notTaken(SessionChanged session, StrategyDefinition definition) {
        Optional<StrategyDefinition> before = session.strategies().stream()
                .filter(strategy -> strategy.id().equals(definition.id()))
                .findFirst();
        if (before.isPresent() && definition.version() <= before.get().version()) {
            return conflict("strategy " + definition.id() + " runs with version "
                    + before.get().version() + "; its version must be above that, was " + definition.version());
        }
        if (before.isPresent() && definition.direction() != before.get().direction()) {
            return conflict("strategy " + definition.id() + " is "
                    + before.get().direction() + ", the definition is " + definition.direction()
                    + "; a strategy of another direction needs another id");
        }
        if (session.symbols().stream().noneMatch(definition::runsOn)) {
            return conflict("strategy " + definition.id() + " must have a symbol of session " + session.sessionId()
                    + ", which has " + session.symbols() + "; its symbols are " + definition.symbols());
        }
        return before.isEmpty() && session.strategies().size() >= STRATEGIES_MAX
                ? conflict("session " + session.sessionId() + " must have at most " + STRATEGIES_MAX
                        + " strategies, has " + session.strategies().size() + " and would have one more")
                : Optional.empty();
    }

    private static Optional<Decision> conflict(String detail) {
        return Optional.of(new Decision.Refused(Refusal.CONFLICT, detail));
    }

    /** Returns the session states that still have to be written for commands on the log: the writer may have died between the two. */
    public List<Event<?>> unfinished(ReadModel model) {
        var events = new ArrayList<Event<?>>();
        for (SessionLife life : model.sessionLives()) {
            life.unfinishedStart()
                    .ifPresent(command ->
                            events.add(running(model, command, command.data().session())));
            life.unfinishedChange()
                    .ifPresent(command ->
                            events.add(changed(model, command, life.session().orElseThrow(), command.data())));
            life.unfinishedStop()
                    .ifPresent(command -> events.add(stopped(
                            model,
                            command,
                            life.session().orElseThrow(),
                            command.data().user(),
                            command.data().why())));
        }
        return events;
    }

    private static Decision accepted(Event<?> command, Event<?> session) {
        return new Decision.Accepted(command.subject(), List.of(command, session));
    }

    private static Event<?> running(ReadModel model, Event<?> command, SessionChanged session) {
        return event(model, Topic.SESSIONS, session, "-running", command.time(), command.id(), session);
    }

    private static Event<?> changed(ReadModel model, Event<?> command, SessionChanged session, ChangeStrategy asked) {
        StrategyDefinition definition = asked.strategy();
        var strategies = new ArrayList<>(session.strategies());
        strategies.replaceAll(strategy -> strategy.id().equals(definition.id()) ? definition : strategy);
        if (!strategies.contains(definition)) {
            strategies.add(definition);
        }
        var changed = new SessionChanged(
                session.sessionId(),
                session.mode(),
                State.RUNNING,
                session.symbols(),
                strategies,
                session.initialBalance(),
                session.limits(),
                "strategy " + definition.id() + " version " + definition.version() + " by " + asked.user() + ": "
                        + asked.why());
        return event(
                model,
                Topic.SESSIONS,
                session,
                "-changed-" + command.sequence(),
                command.time(),
                command.id(),
                changed);
    }

    private static Event<?> stopped(
            ReadModel model, Event<?> command, SessionChanged session, String user, String why) {
        var stopped = new SessionChanged(
                session.sessionId(),
                session.mode(),
                State.STOPPED,
                session.symbols(),
                session.strategies(),
                session.initialBalance(),
                session.limits(),
                "stopped by " + user + ": " + why);
        return event(model, Topic.SESSIONS, session, "-stopped", command.time(), command.id(), stopped);
    }

    private static Event<?> event(
            ReadModel model,
            Topic topic,
            SessionChanged session,
            String what,
            Instant at,
            @Nullable String causationId,
            EventData data) {
        String subject = session.sessionId();
        return new Event<>(
                subject + what,
                Service.GATEWAY.id(),
                subject,
                at,
                model.lastSequence(topic, subject) + 1,
                null,
                causationId,
                data);
    }

    private static String newSessionId(ReadModel model, Instant at) {
        String second = "s-" + SECOND.format(at) + "-";
        int number = 1;
        while (model.sessionLife(second + number).isPresent()) {
            number++;
        }
        return second + number;
    }
}
