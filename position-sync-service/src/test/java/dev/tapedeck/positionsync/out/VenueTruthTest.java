package dev.tapedeck.positionsync.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.stream.Partitions;
import dev.tapedeck.positionsync.core.PositionCommand;
import dev.tapedeck.positionsync.core.PositionCommand.CompareWithVenue;
import dev.tapedeck.positionsync.core.PositionCommand.Flattening;
import dev.tapedeck.positionsync.core.PositionCommand.Terms;
import dev.tapedeck.positionsync.core.PositionDecider;
import dev.tapedeck.venue.Funding;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.PastOrder;
import dev.tapedeck.venue.Ticker;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A venue that answers when the test lets it. */
class VenueTruthTest {
    private static final String SESSION = "s1";
    private static final int CELL = Partitions.of(Topic.FILLS, SESSION);
    private static final String CAUSE = "the order service started";

    private final Queue<CompletableFuture<Lookup<List<HeldPosition>>>> questions = new ArrayDeque<>();
    private final List<Runnable> appointments = new ArrayList<>();
    private final List<CompareWithVenue> comparisons = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final VenueTruth truth = new VenueTruth(
            (millis, work) -> appointments.add(work),
            new SlowVenue(),
            new OneSession(),
            (cell, command, at) -> note(command, at),
            new SyncMetrics(new SimpleMeterRegistry()),
            () -> now,
            () -> 0,
            new VenueTruth.Rhythm(100, 1_000));

    @BeforeEach
    void comparesOnceAfterTheStart() {
        truth.onRestored(CELL, new PositionDecider().initial());
        pass(1);
        answer();
        confirm();
    }

    @Test
    void doesNotTakeTheAnswerToAnOlderQuestionForTheComparisonThatIsAskedFor() {
        truth.ask();
        pass(500);
        truth.confirm(CAUSE, now);
        pass(1);
        answer();
        assertNull(last().reconcileFor());
        answer();
        assertEquals(CAUSE, last().reconcileFor());
    }

    @Test
    void goesOnWaitingWhenAnOlderComparisonIsConfirmed() {
        truth.ask();
        answer();
        pass(500);
        truth.confirm(CAUSE, now);
        confirm();
        pass(1);
        answer();
        assertEquals(CAUSE, last().reconcileFor());
    }

    @Test
    void asksNoSoonerThanTheClockOfWhoeverWantsToKnow() {
        truth.confirm(CAUSE, now.plusMillis(20));
        truth.ask();
        answer();
        assertNull(last().reconcileFor());

        pass(21);
        answer();
        assertEquals(CAUSE, last().reconcileFor());
    }

    @Test
    void confirmsAComparisonOnce() {
        truth.confirm(CAUSE, now);
        pass(1);
        answer();
        confirm();
        pass(8_000);
        truth.ask();
        answer();
        assertNull(last().reconcileFor());
    }

    @Test
    void waitsForNoComparisonOfWhatAnotherReplicaOwnsByNow() {
        failUntilNobodyTrustsIt();
        truth.ask();
        answer();
        assertEquals(Optional.of("the venue answers again; positions are not compared yet"), truth.trouble());

        truth.onLost(CELL);

        assertEquals(Optional.empty(), truth.trouble());
    }

    @Test
    void doesNotTrustASilentVenueMoreBecauseAnotherReplicaTookOver() {
        failUntilNobodyTrustsIt();
        truth.onLost(CELL);
        truth.onRestored(CELL, new PositionDecider().initial());
        pass(1);
        answer();
        assertEquals(Optional.of("the venue answers again; positions are not compared yet"), truth.trouble());

        confirm();

        assertEquals(Optional.empty(), truth.trouble());
    }

    private void failUntilNobodyTrustsIt() {
        for (int failures = 0; failures < 5; failures++) {
            truth.ask();
            questions
                    .remove()
                    .complete(new Lookup.Failed<>(
                            new VenueFailure(VenueFailure.Cause.TIMEOUT, 0, "the venue said nothing")));
        }
        assertTrue(truth.trouble().isPresent());
    }

    private void pass(long millis) {
        now = now.plusMillis(millis);
        List<Runnable> due = List.copyOf(appointments);
        appointments.clear();
        due.forEach(Runnable::run);
    }

    private void answer() {
        questions.remove().complete(new Lookup.Found<>(List.of()));
    }

    /** The core found no difference in the last answer and says so on the log. */
    private void confirm() {
        Instant askedAt = asked.getLast();
        var reconciled = new PositionsReconciled(SESSION, askedAt, 0, 0, "whatever");
        truth.onDurable(
                CELL,
                new Event<>("positions/r", "position-sync", SESSION, askedAt, asked.size(), null, null, reconciled));
    }

    private CompareWithVenue last() {
        return comparisons.getLast();
    }

    private void note(PositionCommand command, Instant at) {
        if (command instanceof CompareWithVenue comparison) {
            comparisons.add(comparison);
            asked.add(at);
        }
    }

    private final class SlowVenue implements VenueQuestions {
        @Override
        public CompletionStage<Lookup<List<HeldPosition>>> positions() {
            var question = new CompletableFuture<Lookup<List<HeldPosition>>>();
            questions.add(question);
            return question;
        }

        @Override
        public CompletionStage<Lookup<List<VenueOrder>>> openOrders() {
            return nothing();
        }

        @Override
        public CompletionStage<Lookup<List<PastOrder>>> pastOrders(Symbol symbol) {
            return nothing();
        }

        @Override
        public CompletionStage<Lookup<List<String>>> ordersOfStops(Symbol symbol) {
            return nothing();
        }

        @Override
        public CompletionStage<Lookup<List<Funding>>> fundings() {
            return nothing();
        }

        @Override
        public CompletionStage<Lookup<List<Ticker>>> tickers() {
            return nothing();
        }

        private static <T> CompletionStage<Lookup<List<T>>> nothing() {
            return CompletableFuture.completedStage(new Lookup.Found<>(List.of()));
        }
    }

    private static final class OneSession implements LogView {
        @Override
        public Map<String, Integer> runningSessions() {
            return Map.of(SESSION, CELL);
        }

        @Override
        public @Nullable Terms termsOf(String sessionId) {
            return null;
        }

        @Override
        public List<Flattening> flattenings() {
            return List.of();
        }

        @Override
        public @Nullable BigDecimal contractSize(Symbol symbol) {
            return null;
        }
    }
}
