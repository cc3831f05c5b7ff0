package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.stream.Partitions;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.positionsync.core.PositionBook;
import dev.tapedeck.positionsync.core.PositionCommand;
import dev.tapedeck.positionsync.core.PositionCommand.Flattening;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import dev.tapedeck.positionsync.core.PositionCommand.Settlement;
import dev.tapedeck.positionsync.core.PositionCommand.Stranger;
import dev.tapedeck.positionsync.core.PositionCommand.Terms;
import dev.tapedeck.positionsync.core.VenueAction;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue for its positions: at an interval, soon after every fill, soon again when the truths differ, and at once when the venue is back after an outage. Where they
 * differ it brings the history that may explain it, and of the others in turn, since what was opened and closed between two answers leaves no difference. A failed question is asked again at the next turn.
 */
public final class VenueTruth implements Reactor<PositionBook> {
    private static final Logger LOG = LoggerFactory.getLogger(VenueTruth.class);
    private static final Duration CONFIRM_AT_LEAST_EVERY = Duration.ofMinutes(1);
    private static final int FAILURES_TOLERATED = 5;
    private static final long AT_ONCE_MILLIS = 1;

    /** Hands the answer to the cell of a session. */
    @FunctionalInterface
    public interface Submissions {
        void submit(int cell, PositionCommand command, Instant at);
    }

    /** Has work done after a while. */
    @FunctionalInterface
    public interface Later {
        void in(long millis, Runnable work);
    }

    /** What one turn of questions brought. */
    private record Answers(List<HeldPosition> held, List<Stranger> strangers) {
        static final Answers NOTHING = new Answers(List.of(), List.of());
    }

    /**
     * A comparison that somebody waits for.
     *
     * @param since an answer to an older question does not know what the one who waits wants to know
     */
    private record Wanted(String cause, Instant since) {
        boolean isMetBy(Instant askedAt) {
            return !askedAt.isBefore(since);
        }
    }

    /** How often the venue is asked. */
    public record Rhythm(long afterFillMillis, long whileDifferingMillis) {}

    private final Later later;
    private final VenueQuestions venue;
    private final VenueHistory history;
    private final Marks marks;
    private final Fundings fundings;
    private final LogView log;
    private final Submissions submissions;
    private final SyncMetrics metrics;
    private final InstantSource clock;
    private final Rhythm rhythm;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Set<Integer> cells = ConcurrentHashMap.newKeySet();
    private final KnownPositions known = new KnownPositions();
    private final Rounds rounds = new Rounds();
    private final Map<String, Instant> confirmed = new ConcurrentHashMap<>();
    /** Comparisons that are asked for and not confirmed, by session. */
    private final Map<String, Wanted> confirmFor = new ConcurrentHashMap<>();

    private final AtomicInteger failuresInRow = new AtomicInteger();
    /** Whether the venue failed to answer too often, and not everything was compared since. */
    private volatile boolean unproven;

    private volatile boolean compared;

    public VenueTruth(
            Later later,
            VenueQuestions venue,
            LogView log,
            Submissions submissions,
            SyncMetrics metrics,
            InstantSource clock,
            LongSupplier nanos,
            Rhythm rhythm) {
        this.later = later;
        this.venue = venue;
        this.history = new VenueHistory(venue, log);
        this.marks = new Marks(venue, nanos);
        this.fundings = new Fundings(venue, nanos);
        this.log = log;
        this.submissions = submissions;
        this.metrics = metrics;
        this.clock = clock;
        this.rhythm = rhythm;
    }

    @Override
    public void onDurable(int cell, Event<?> event) {
        metrics.onDurable(event);
        switch (event.data()) {
            case PositionChanged position -> {
                known.heard(position);
                if (event.causationId() != null) {
                    askIn(rhythm.afterFillMillis());
                } else if (PositionBook.differ(position)) {
                    askIn(rhythm.whileDifferingMillis());
                }
            }
            case PositionMismatched said -> known.heard(said);
            case PositionMismatchResolved resolved -> known.heard(resolved);
            case PositionsReconciled reconciled -> {
                confirmed.put(reconciled.sessionId(), reconciled.askedAt());
                compared = true;
                confirmFor.computeIfPresent(
                        reconciled.sessionId(),
                        (session, wanted) -> wanted.isMetBy(reconciled.askedAt()) ? null : wanted);
                proveIfConfirmed();
            }
            default -> {}
        }
    }

    /** Returns whether nothing is held and no truths differ, for all that the log knows. May be called by any thread. */
    public boolean isAtRest() {
        return known.unfinishedSessions().isEmpty();
    }

    /** Returns whether this process ever confirmed a comparison. May be called by any thread. */
    boolean hasCompared() {
        return compared;
    }

    private void proveIfConfirmed() {
        if (confirmFor.isEmpty() && failuresInRow.get() == 0) {
            unproven = false;
        }
    }

    private void askIn(long millis) {
        if (scheduled.compareAndSet(false, true)) {
            inFlight.incrementAndGet();
            later.in(millis, () -> {
                scheduled.set(false);
                ask();
                inFlight.decrementAndGet();
            });
        }
    }

    @Override
    public void onRestored(int cell, PositionBook book) {
        cells.add(cell);
        known.restored(book);
        confirm("position-sync started", clock.instant());
    }

    @Override
    public void onLost(int cell) {
        cells.remove(cell);
        Predicate<String> lost = session -> cellOf(session) == cell;
        known.forget(lost);
        confirmed.keySet().removeIf(lost);
        confirmFor.keySet().removeIf(lost);
        proveIfConfirmed();
    }

    private static int cellOf(String session) {
        return Partitions.of(Topic.FILLS, session);
    }

    /** Returns the cells that are here. May be called by any thread. */
    Set<Integer> cells() {
        return Set.copyOf(cells);
    }

    /** Returns what forbids to trust the comparison; empty when the venue answers and everything was compared since it did not. May be called by any thread. */
    Optional<String> trouble() {
        int failures = failuresInRow.get();
        if (failures >= FAILURES_TOLERATED) {
            return Optional.of(
                    "the venue did not say what it holds " + failures + " times in a row, limit " + FAILURES_TOLERATED);
        }
        return unproven ? Optional.of("the venue answers again; positions are not compared yet") : Optional.empty();
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    /**
     * Compares everything soon and confirms it on the log as soon as no difference is open. Who asks for it many times at once, as when a table is read again, gets one comparison.
     *
     * @param since the venue must be asked after it: when what asks for the comparison happened, by the clock of whoever saw it, which may be ahead of ours
     */
    public void confirm(String cause, Instant since) {
        Instant now = clock.instant();
        var wanted = new Wanted(cause, since.isAfter(now) ? since : now);
        here().keySet().forEach(session -> confirmFor.put(session, wanted));
        long untilThen = Duration.between(now, wanted.since()).toMillis() + AT_ONCE_MILLIS;
        askIn(Math.min(untilThen, rhythm.whileDifferingMillis()));
    }

    /** Returns the sessions to compare and the cells that they belong to. */
    private Map<String, Integer> sessions() {
        var sessions = new HashMap<>(log.runningSessions());
        known.unfinishedSessions().forEach(session -> sessions.put(session, cellOf(session)));
        return sessions;
    }

    /** Returns those sessions whose cells are here. */
    private Map<String, Integer> here() {
        Map<String, Integer> sessions = sessions();
        sessions.values().removeIf(cell -> !cells.contains(cell));
        return sessions;
    }

    /** Asks now, if a session is running or holds something. */
    public void ask() {
        if (sessions().isEmpty()) {
            failuresInRow.set(0);
            metrics.idle();
            return;
        }
        inFlight.incrementAndGet();
        Instant askedAt = clock.instant();
        venue.positions()
                .thenCombine(venue.openOrders(), VenueTruth::answers)
                .thenCompose(found -> complete(found, askedAt))
                .whenComplete((done, broken) -> {
                    if (broken != null) {
                        LOG.error("The venue's answer could not be used", broken);
                    }
                    inFlight.decrementAndGet();
                });
    }

    private static Lookup<Answers> answers(Lookup<List<HeldPosition>> positions, Lookup<List<VenueOrder>> orders) {
        return positions.map(held -> new Answers(
                held.stream().filter(HeldPosition::open).toList(),
                // Without an answer about orders there is still one about positions.
                orders instanceof Lookup.Found<List<VenueOrder>>(List<VenueOrder> resting)
                        ? resting.stream()
                                .filter(order -> !OrderIds.isOurs(order.clientOrderId()))
                                .map(VenueTruth::stranger)
                                .toList()
                        : List.of()));
    }

    /** Brings marks and histories to what the venue holds, and hands everything over. */
    private CompletionStage<Void> complete(Lookup<Answers> found, Instant askedAt) {
        if (found instanceof Lookup.Failed<Answers>(VenueFailure failure)) {
            metrics.failed();
            if (failuresInRow.incrementAndGet() >= FAILURES_TOLERATED) {
                unproven = true;
            }
            LOG.warn("The venue did not say what it holds, asking again at the next turn: {}", failure);
            return CompletableFuture.completedStage(null);
        }
        metrics.answered();
        if (failuresInRow.getAndSet(0) > 0) {
            var wanted = new Wanted("the venue answers again", askedAt);
            here().keySet().forEach(session -> confirmFor.putIfAbsent(session, wanted));
            proveIfConfirmed();
        }
        Answers answers = found instanceof Lookup.Found<Answers>(Answers brought) ? brought : Answers.NOTHING;
        CompletionStage<Map<Symbol, Price>> prices =
                answers.held().isEmpty() ? CompletableFuture.completedStage(Map.of()) : marks.ask();
        CompletionStage<Void> funded =
                fundings.ask(answers.held()).thenAccept(settlements -> submitFunding(settlements, askedAt));
        return history.of(toLookInto())
                .thenAcceptBoth(prices, (histories, marked) -> {
                    List<Held> held = answers.held().stream()
                            .map(position -> held(position, marked.get(position.symbol())))
                            .toList();
                    submit(held, answers.strangers(), histories, askedAt);
                })
                .thenCompose(submitted -> funded);
    }

    private Set<Symbol> toLookInto() {
        known.keepOnly(sessions().keySet());
        var symbols = new HashSet<Symbol>(known.doubtful());
        symbols.addAll(rounds.next(known.symbols()));
        return symbols;
    }

    private void submitFunding(List<Settlement> settlements, Instant askedAt) {
        if (!settlements.isEmpty()) {
            here().forEach((session, cell) ->
                    submissions.submit(cell, new PositionCommand.NoteFunding(session, settlements), askedAt));
        }
    }

    private void submit(
            List<Held> held, List<Stranger> strangers, Map<Symbol, List<VenueAction>> histories, Instant askedAt) {
        String number = Long.toString(askedAt.toEpochMilli());
        List<Flattening> flattenings = log.flattenings();
        here().forEach((session, cell) -> {
            Terms terms = log.termsOf(session);
            submissions.submit(
                    cell,
                    new PositionCommand.CompareWithVenue(
                            session, terms != null, number, held, histories, strangers, wanted(session, askedAt)),
                    askedAt);
            submissions.submit(cell, new PositionCommand.Guard(session, number, terms, flattenings), askedAt);
        });
        boolean flattens = !flattenings.isEmpty() && !isAtRest();
        if (flattens || !known.doubtful().isEmpty()) {
            askIn(rhythm.whileDifferingMillis());
        }
    }

    private @Nullable String wanted(String session, Instant askedAt) {
        Instant last = confirmed.get(session);
        boolean due = last == null || !askedAt.isBefore(last.plus(CONFIRM_AT_LEAST_EVERY));
        Wanted wanted = confirmFor.get(session);
        if (wanted != null && wanted.isMetBy(askedAt)) {
            return wanted.cause();
        }
        return due ? "periodic" : null;
    }

    private static Stranger stranger(VenueOrder order) {
        return new Stranger(order.venueOrderId(), order.symbol(), order.direction(), order.quantity());
    }

    private Held held(HeldPosition position, @Nullable Price mark) {
        return new Held(
                position.symbol(),
                position.direction(),
                position.leverage(),
                new VenuePosition(
                        position.quantity(),
                        position.averageEntryPrice(),
                        position.liquidationPrice(),
                        position.marginRatio(),
                        Marks.unrealised(position, mark, log.contractSize(position.symbol())),
                        mark));
    }
}
