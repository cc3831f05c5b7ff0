package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.positionsync.core.PositionBook;
import dev.tapedeck.positionsync.core.PositionCommand;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.VenueFailure;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the venue for its positions, at an interval and soon after every fill, and submits the answer. A failed question is asked again at the next turn. */
public final class VenueTruth implements Reactor<PositionBook> {
    private static final Logger LOG = LoggerFactory.getLogger(VenueTruth.class);

    /** Hands the answer to the cell of a session. */
    @FunctionalInterface
    public interface Submissions {
        void submit(int cell, PositionCommand command, Instant at);
    }

    private final Vertx vertx;
    private final Account account;
    private final Supplier<Map<String, Integer>> runningSessions;
    private final Submissions submissions;
    private final InstantSource clock;
    private final long afterFillMillis;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger inFlight = new AtomicInteger();

    public VenueTruth(
            Vertx vertx,
            Account account,
            Supplier<Map<String, Integer>> runningSessions,
            Submissions submissions,
            InstantSource clock,
            long afterFillMillis) {
        this.vertx = vertx;
        this.account = account;
        this.runningSessions = runningSessions;
        this.submissions = submissions;
        this.clock = clock;
        this.afterFillMillis = afterFillMillis;
    }

    @Override
    public void onDurable(int cell, Event<?> event) {
        boolean followsAFill = event.causationId() != null && event.data() instanceof PositionChanged;
        if (followsAFill && scheduled.compareAndSet(false, true)) {
            inFlight.incrementAndGet();
            vertx.setTimer(afterFillMillis, timer -> {
                scheduled.set(false);
                ask();
                inFlight.decrementAndGet();
            });
        }
    }

    @Override
    public void onRestored(int cell, PositionBook book) {
        ask();
    }

    @Override
    public void onLost(int cell) {
        // The next answer goes to cells that are still here; the stage drops what is not.
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    /** Asks now, if a session is running. */
    public void ask() {
        Map<String, Integer> sessions = runningSessions.get();
        if (sessions.isEmpty()) {
            return;
        }
        inFlight.incrementAndGet();
        account.positions().whenComplete((answer, failed) -> {
            try {
                if (failed == null) {
                    onAnswer(sessions, answer);
                }
            } finally {
                inFlight.decrementAndGet();
            }
        });
    }

    private void onAnswer(Map<String, Integer> sessions, Lookup<List<HeldPosition>> answer) {
        switch (answer) {
            case Lookup.Found<List<HeldPosition>>(List<HeldPosition> positions) -> submit(sessions, positions);
            case Lookup.Absent<List<HeldPosition>> ignored -> submit(sessions, List.of());
            case Lookup.Failed<List<HeldPosition>>(VenueFailure failure) ->
                LOG.warn("The venue did not say what it holds, asking again at the next turn: {}", failure);
        }
    }

    private void submit(Map<String, Integer> sessions, List<HeldPosition> positions) {
        List<Held> held = positions.stream()
                .filter(HeldPosition::open)
                .map(VenueTruth::held)
                .toList();
        Instant now = clock.instant();
        sessions.forEach((session, cell) -> submissions.submit(
                cell, new PositionCommand.CompareWithVenue(session, Long.toString(now.toEpochMilli()), held), now));
    }

    private static Held held(HeldPosition position) {
        return new Held(
                position.symbol(),
                position.direction(),
                position.leverage(),
                new VenuePosition(
                        position.quantity(),
                        position.averageEntryPrice(),
                        position.liquidationPrice(),
                        position.marginRatio(),
                        position.unrealised()));
    }
}
