package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.order.core.OrderBook;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.core.OrderDecider;
import dev.tapedeck.order.core.Orders;
import dev.tapedeck.order.core.QueuePolicy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A desk beside a core whose log is a list: what the desk submits is decided at once, and what is decided is durable at once. */
final class DeskOnALog {
    static final int CELL = 1;
    private static final long PATIENCE_SECONDS = 10;

    static final int ENTRIES_MAX = 5;
    static final long ENTRY_LIVES_MILLIS = 300_000;
    static final long ABSENCE_HORIZON_MILLIS = 10_000;
    static final long POLL_MILLIS = 1_000;

    private final OrderDecider decider =
            new OrderDecider(new QueuePolicy(ENTRIES_MAX, 3, ENTRY_LIVES_MILLIS, BigDecimal.valueOf(50)));
    private final int cell;
    private final Context loop;
    final FakeVenue venue = new FakeVenue();
    final TestClock clock = new TestClock();
    final AtomicBoolean mayAct = new AtomicBoolean(true);
    final AtomicBoolean ready = new AtomicBoolean(true);
    final VenueDesk desk;
    /** Hears each command before it is decided. */
    volatile Consumer<OrderCommand> onSaid = command -> {};

    private final List<OrderCommand> said = new ArrayList<>();
    private final List<Event<?>> log = new ArrayList<>();
    private OrderBook book = decider.initial();

    DeskOnALog(Vertx vertx) {
        this(vertx, CELL);
    }

    DeskOnALog(Vertx vertx, int cell) {
        this.cell = cell;
        this.loop = vertx.getOrCreateContext();
        var limits = new DeskLimits("mexc", 1, 4, 1, 20, 2_000, 5_000, ABSENCE_HORIZON_MILLIS, POLL_MILLIS);
        this.desk = new VenueDesk(
                work -> loop.runOnContext(ignored -> work.run()),
                venue,
                this::submit,
                clock,
                limits,
                mayAct::get,
                ready::get);
    }

    /** A desk of another process on the same log, restored from it. */
    DeskOnALog successor(Vertx vertx) {
        var next = new DeskOnALog(vertx, cell);
        synchronized (this) {
            next.book = book;
            next.log.addAll(log);
        }
        next.desk.onRestored(cell, next.book);
        return next;
    }

    /** Decides the command as the stage does and tells the desk what became durable. */
    void decide(OrderCommand command) {
        submit(cell, command, Orders.T0, null);
    }

    /** Decides the command without the desk ever hearing of it, as when the process ends between the log and the venue. */
    void decideAndDie(OrderCommand command) {
        apply(command, Orders.T0, null);
    }

    private synchronized void submit(int cell, OrderCommand command, Instant at, @Nullable String causationId) {
        if (cell != this.cell) {
            throw new AssertionError("a command for cell " + cell + ": " + command);
        }
        said.add(command);
        onSaid.accept(command);
        for (Event<?> event : apply(command, at, causationId)) {
            desk.onDurable(cell, event);
        }
    }

    private synchronized List<Event<?>> apply(OrderCommand command, Instant at, @Nullable String causationId) {
        var events = new ArrayList<Event<?>>();
        for (Draft draft : decider.decide(book, command, at)) {
            var event = new Event<>(
                    draft.id(),
                    "order",
                    draft.subject(),
                    at,
                    log.size() + 1,
                    draft.correlationId(),
                    causationId,
                    draft.data());
            log.add(event);
            book = decider.evolve(book, event);
            events.add(event);
        }
        return events;
    }

    synchronized OrderBook book() {
        return book;
    }

    /** Returns the commands of one kind that were submitted. */
    synchronized <C extends OrderCommand> List<C> said(Class<C> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns the events of one kind that are on the log. */
    synchronized <E extends EventData> List<E> events(Class<E> kind) {
        return log.stream()
                .map(Event::data)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    synchronized List<String> logged() {
        return log.stream()
                .map(event -> event.data().getClass().getSimpleName())
                .toList();
    }

    /** Lets time pass and the desk do what is due. */
    void pass(long millis) {
        clock.pass(millis);
        desk.turn();
        settle();
    }

    /** Lets the desk finish what it was given; requests that wait for an answer go on waiting. */
    void settle() {
        // What runs on the loop may put more on the loop, at most some times in a row.
        for (int turn = 0; turn < 8; turn++) {
            var turned = new CompletableFuture<Boolean>();
            loop.runOnContext(ignored -> turned.complete(true));
            try {
                turned.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (Exception stuck) {
                throw new AssertionError("the desk's loop must turn within " + PATIENCE_SECONDS + " s", stuck);
            }
        }
    }

    /** Gives up the cell, as the stage does when it goes to another replica. */
    void lose() {
        desk.onLost(cell);
    }
}
