package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.stream.Partitions;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.positionsync.core.PositionBook;
import dev.tapedeck.positionsync.core.PositionCommand;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import dev.tapedeck.positionsync.core.PositionCommand.Stranger;
import dev.tapedeck.positionsync.core.VenueAction;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueOrder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue for its positions: at an interval, soon after every fill, soon again when the truths differ, and at once when the venue is back after an outage. Where they
 * differ it brings the history that may explain it. A failed question is asked again at the next turn.
 */
public final class VenueTruth implements Reactor<PositionBook> {
    private static final Logger LOG = LoggerFactory.getLogger(VenueTruth.class);
    private static final Duration CONFIRM_AT_LEAST_EVERY = Duration.ofMinutes(1);

    /** Hands the answer to the cell of a session. */
    @FunctionalInterface
    public interface Submissions {
        void submit(int cell, PositionCommand command, Instant at);
    }

    /** What one turn of questions brought. */
    private record Answers(List<Held> held, List<Stranger> strangers) {
        static final Answers NOTHING = new Answers(List.of(), List.of());
    }

    private final Vertx vertx;
    private final Account account;
    private final VenueHistory history;
    private final Supplier<Map<String, Integer>> runningSessions;
    private final Submissions submissions;
    private final InstantSource clock;
    private final long afterFillMillis;
    private final long whileDifferingMillis;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger inFlight = new AtomicInteger();
    /** Symbols whose truths differed when the venue was last asked, by the key of their position. */
    private final Map<String, Symbol> differing = new ConcurrentHashMap<>();
    /** Sessions that hold something or whose truths differ, by the key of the position: they are followed to their end, also when they run no more. */
    private final Map<String, String> following = new ConcurrentHashMap<>();

    private final Map<String, Instant> confirmed = new ConcurrentHashMap<>();
    private final Map<String, String> confirmFor = new ConcurrentHashMap<>();
    private volatile boolean failed;

    public VenueTruth(
            Vertx vertx,
            Account account,
            Supplier<Map<String, Integer>> runningSessions,
            Submissions submissions,
            InstantSource clock,
            long afterFillMillis,
            long whileDifferingMillis) {
        this.vertx = vertx;
        this.account = account;
        this.history = new VenueHistory(account);
        this.runningSessions = runningSessions;
        this.submissions = submissions;
        this.clock = clock;
        this.afterFillMillis = afterFillMillis;
        this.whileDifferingMillis = whileDifferingMillis;
    }

    @Override
    public void onDurable(int cell, Event<?> event) {
        switch (event.data()) {
            case PositionChanged position -> {
                note(position);
                if (event.causationId() != null) {
                    askIn(afterFillMillis);
                } else if (!position.agrees()) {
                    askIn(whileDifferingMillis);
                }
            }
            case PositionsReconciled reconciled -> {
                confirmed.put(reconciled.sessionId(), reconciled.askedAt());
                confirmFor.remove(reconciled.sessionId(), reconciled.cause());
            }
            default -> {}
        }
    }

    private void note(PositionChanged position) {
        String key = position.sessionId() + "/" + position.symbol() + "/" + position.direction();
        if (position.agrees() && position.quantity().isZero()) {
            following.remove(key);
        } else {
            following.put(key, position.sessionId());
        }
        if (position.agrees()) {
            differing.remove(key);
        } else {
            differing.put(key, position.symbol());
        }
    }

    private void askIn(long millis) {
        if (scheduled.compareAndSet(false, true)) {
            inFlight.incrementAndGet();
            vertx.setTimer(millis, timer -> {
                scheduled.set(false);
                ask();
                inFlight.decrementAndGet();
            });
        }
    }

    @Override
    public void onRestored(int cell, PositionBook book) {
        book.positions().values().forEach(this::note);
        confirm("position-sync started");
    }

    @Override
    public void onLost(int cell) {
        // The next answer goes to cells that are still here; the stage drops what is not.
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    /** Compares everything now and confirms it on the log as soon as no difference is open. */
    public void confirm(String cause) {
        sessions().keySet().forEach(session -> confirmFor.put(session, cause));
        ask();
    }

    /** Returns the sessions to compare and the cells that they belong to. */
    private Map<String, Integer> sessions() {
        var sessions = new HashMap<>(runningSessions.get());
        following.values().forEach(session -> sessions.put(session, Partitions.of(Topic.FILLS, session)));
        return sessions;
    }

    /** Asks now, if a session is running or holds something. */
    public void ask() {
        Map<String, Integer> sessions = sessions();
        if (sessions.isEmpty()) {
            return;
        }
        inFlight.incrementAndGet();
        Instant askedAt = clock.instant();
        account.positions()
                .thenCombine(account.openOrders(), VenueTruth::answers)
                .thenCompose(found -> withHistory(sessions, found, askedAt))
                .whenComplete((done, broken) -> {
                    if (broken != null) {
                        LOG.error("The venue's answer could not be used", broken);
                    }
                    inFlight.decrementAndGet();
                });
    }

    private static Lookup<Answers> answers(Lookup<List<HeldPosition>> positions, Lookup<List<VenueOrder>> orders) {
        return positions.map(held -> new Answers(
                held.stream().filter(HeldPosition::open).map(VenueTruth::held).toList(),
                // Without an answer about orders there is still one about positions.
                orders instanceof Lookup.Found<List<VenueOrder>>(List<VenueOrder> resting)
                        ? resting.stream()
                                .filter(order -> !OrderIds.isOurs(order.clientOrderId()))
                                .map(VenueTruth::stranger)
                                .toList()
                        : List.of()));
    }

    private CompletionStage<Void> withHistory(Map<String, Integer> sessions, Lookup<Answers> found, Instant askedAt) {
        if (found instanceof Lookup.Failed<Answers>(VenueFailure failure)) {
            failed = true;
            LOG.warn("The venue did not say what it holds, asking again at the next turn: {}", failure);
            return CompletableFuture.completedStage(null);
        }
        if (failed) {
            failed = false;
            sessions.keySet().forEach(session -> confirmFor.putIfAbsent(session, "the venue answers again"));
        }
        Answers answers = found instanceof Lookup.Found<Answers>(Answers brought) ? brought : Answers.NOTHING;
        return history.of(Set.copyOf(differing.values()))
                .thenAccept(histories -> submit(sessions, answers, histories, askedAt));
    }

    private void submit(
            Map<String, Integer> sessions, Answers answers, Map<Symbol, List<VenueAction>> histories, Instant askedAt) {
        String number = Long.toString(askedAt.toEpochMilli());
        sessions.forEach((session, cell) -> submissions.submit(
                cell,
                new PositionCommand.CompareWithVenue(
                        session,
                        runningSessions.get().containsKey(session),
                        number,
                        answers.held(),
                        histories,
                        answers.strangers(),
                        wanted(session, askedAt)),
                askedAt));
        if (!differing.isEmpty()) {
            askIn(whileDifferingMillis);
        }
    }

    private @Nullable String wanted(String session, Instant askedAt) {
        Instant last = confirmed.get(session);
        boolean due = last == null || !askedAt.isBefore(last.plus(CONFIRM_AT_LEAST_EVERY));
        String cause = confirmFor.get(session);
        return cause != null ? cause : due ? "periodic" : null;
    }

    private static Stranger stranger(VenueOrder order) {
        return new Stranger(order.venueOrderId(), order.symbol(), order.direction(), order.quantity());
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
