package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.contracts.event.CommandEvent.CancelOrder;
import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.gateway.core.AnsweredRequest;
import dev.tapedeck.gateway.core.OperatorCommand;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.ReadModel;
import dev.tapedeck.gateway.core.RequestKey;
import dev.tapedeck.gateway.core.SessionDecider;
import dev.tapedeck.gateway.core.SessionDecider.Decision;
import dev.tapedeck.gateway.core.SessionOrder;
import dev.tapedeck.gateway.out.EventWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what users ask into events, one request at a time. When a request returns, its events are durable and the projection has them, so
 * the next request decides on them. A request with a key that is on the log already is not carried out again.
 */
public final class UserCommands {
    private static final Logger LOG = LoggerFactory.getLogger(UserCommands.class);
    private static final Duration STEP = Duration.ofMillis(5);

    private final Projection projection;
    private final SessionDecider decider;
    private final EventWriter writer;
    private final Clock clock;
    private final Duration patience;

    /** @param patience how long the projection may take to have what was written */
    public UserCommands(
            Projection projection, SessionDecider decider, EventWriter writer, Clock clock, Duration patience) {
        this.projection = projection;
        this.decider = decider;
        this.writer = writer;
        this.clock = clock;
        this.patience = patience;
    }

    /** What was carried out: the session that it was about, and the command that asked for it. */
    record CarriedOut(String sessionId, String commandId) {}

    /** Returns the session that is now running. */
    synchronized CarriedOut start(SessionOrder order, @Nullable RequestKey key) {
        return carryOut(key, model -> decider.start(model, order, clock.instant()));
    }

    synchronized CarriedOut stop(String sessionId, String user, String why, @Nullable RequestKey key) {
        return carryOut(key, model -> decider.stop(model, sessionId, user, why, clock.instant()));
    }

    /** Lets the session go on with this definition of a strategy. */
    synchronized CarriedOut change(
            String sessionId, StrategyDefinition definition, String user, String why, @Nullable RequestKey key) {
        return carryOut(key, model -> decider.change(model, sessionId, definition, user, why, clock.instant()));
    }

    /** Asks for a trading state and returns the id of the command. */
    synchronized String submit(SetTradingState asked, @Nullable RequestKey key) {
        return write(key, List.of(model -> OperatorCommand.of(model, asked, clock.instant())))
                .getFirst();
    }

    /** Asks for a position to be closed and returns the id of the command. */
    synchronized String submit(ClosePosition asked, @Nullable RequestKey key) {
        return write(key, List.of(model -> OperatorCommand.of(model, asked, clock.instant())))
                .getFirst();
    }

    /** Asks for orders to be cancelled and returns the id of the command for each. */
    synchronized List<String> submit(List<CancelOrder> asked, @Nullable RequestKey key) {
        List<Function<ReadModel, Event<?>>> commands = asked.stream()
                .<Function<ReadModel, Event<?>>>map(
                        cancel -> model -> OperatorCommand.of(model, cancel, clock.instant()))
                .toList();
        return write(key, commands);
    }

    /** Acknowledges an alert that nobody acknowledged yet, and returns the id of the command. */
    synchronized String submit(AcknowledgeAlert asked, @Nullable RequestKey key) {
        checkRestored();
        Optional<AnsweredRequest> before = repeated(key);
        if (before.isPresent()) {
            return before.get().commandIds().getFirst();
        }
        if (projection.read(model -> model.isAcknowledged(asked.alertId()))) {
            throw new RequestRefused(
                    409, "an alert is acknowledged once, alert '" + asked.alertId() + "' was acknowledged before");
        }
        Event<AcknowledgeAlert> command = projection.read(model -> OperatorCommand.of(model, asked, clock.instant()));
        List<Event<?>> both = List.of(command, OperatorCommand.outcome(command));
        List<Event<?>> named = key == null ? both : key.named(both);
        try {
            writeAll(named);
        } catch (EventWriter.NotWritten notWritten) {
            throw notWrittenNow();
        }
        return named.getFirst().id();
    }

    /**
     * Returns the ids of the commands that an earlier request with this key made, nothing when there was none or no key. Throws {@link RequestRefused} when
     * the earlier request asked for something else, or was cut short.
     */
    Optional<List<String>> answered(@Nullable RequestKey key) {
        return repeated(key).map(AnsweredRequest::commandIds);
    }

    private Optional<AnsweredRequest> repeated(@Nullable RequestKey key) {
        if (key == null) {
            return Optional.empty();
        }
        Optional<AnsweredRequest> before = projection.read(model -> model.answered(key));
        if (before.isPresent() && !before.get().key().equals(key)) {
            throw new RequestRefused(422, "this Idempotency-Key was used for another request; each needs its own");
        }
        if (before.isPresent() && !before.get().isWhole()) {
            throw new RequestRefused(
                    409,
                    "the first request with this Idempotency-Key was cut short: "
                            + before.get().commandIds().size() + " of "
                            + before.get().parts() + " commands are on the log; ask for the rest with a new key");
        }
        return before;
    }

    private List<String> write(@Nullable RequestKey key, List<Function<ReadModel, Event<?>>> asked) {
        checkRestored();
        Optional<AnsweredRequest> before = repeated(key);
        if (before.isPresent()) {
            return before.get().commandIds();
        }
        var ids = new ArrayList<String>();
        try {
            for (Function<ReadModel, Event<?>> one : asked) {
                Event<?> command = projection.read(one);
                Event<?> named = key == null ? command : key.named(command, ids.size() + 1, asked.size());
                writeAll(List.of(named));
                ids.add(named.id());
            }
        } catch (EventWriter.NotWritten notWritten) {
            throw notWrittenNow();
        }
        return ids;
    }

    private void checkRestored() {
        if (!projection.isRestored()) {
            throw new RequestRefused(503, "the gateway is restoring from the log; try again");
        }
    }

    private static RequestRefused notWrittenNow() {
        return new RequestRefused(503, "the log cannot be written now; what was asked may still happen");
    }

    private CarriedOut carryOut(@Nullable RequestKey key, Function<ReadModel, Decision> request) {
        checkRestored();
        try {
            // A command of an earlier life may be on the log without the session state that follows from it.
            writeAll(projection.read(decider::unfinished));
            Optional<AnsweredRequest> before = repeated(key);
            if (before.isPresent()) {
                return new CarriedOut(
                        before.get().subject(), before.get().commandIds().getFirst());
            }
            Decision decision = projection.read(request);
            return switch (decision) {
                case Decision.Accepted accepted -> {
                    List<Event<?>> events = key == null ? accepted.events() : key.named(accepted.events());
                    writeAll(events);
                    yield new CarriedOut(accepted.sessionId(), events.getFirst().id());
                }
                case Decision.Refused refused -> throw new RequestRefused(status(refused), refused.detail());
            };
        } catch (EventWriter.NotWritten notWritten) {
            throw notWrittenNow();
        }
    }

    /** Writes the session states and acknowledgements that an earlier life of the gateway owes to its commands; the next request tries again when that fails. */
    public synchronized void finishUnfinished() {
        try {
            for (Event<?> event : projection.read(decider::unfinished)) {
                writer.write(event);
            }
            for (Event<?> event : projection.read(ReadModel::unsaidAcknowledgements)) {
                writer.write(event);
            }
        } catch (EventWriter.NotWritten notWritten) {
            LOG.warn("What follows from a command could not be written", notWritten);
        }
    }

    private void writeAll(List<Event<?>> events) throws EventWriter.NotWritten {
        for (Event<?> event : events) {
            writer.write(event);
        }
        for (Event<?> event : events) {
            awaitFolded(event);
        }
    }

    private void awaitFolded(Event<?> event) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!projection.read(model -> model.isFolded(event))) {
            if (System.nanoTime() > deadline) {
                throw new RequestRefused(503, "what was asked is on the log, but the gateway has not read it yet");
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new RequestRefused(503, "the gateway is stopping; what was asked is on the log");
            }
        }
    }

    private static int status(Decision.Refused refused) {
        return switch (refused.refusal()) {
            case CONFLICT -> 409;
            case UNKNOWN_SESSION -> 404;
            case LIVE_NOT_ALLOWED -> 403;
        };
    }
}
