package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.order.core.OrderBook;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.core.OrderDecider;
import dev.tapedeck.order.core.Orders;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A desk beside a core whose log is a list: what the desk submits is decided at once, and what is decided is durable at once. */
final class DeskOnALog {
    private static final int CELL = 1;
    private static final long PATIENCE_SECONDS = 10;

    private final OrderDecider decider = new OrderDecider();
    private final Context loop;
    final FakeVenue venue = new FakeVenue();
    final VenueDesk desk;
    private final List<OrderCommand> said = new ArrayList<>();
    private final List<Event<?>> log = new ArrayList<>();
    private OrderBook book = decider.initial();

    DeskOnALog(Vertx vertx, long absenceHorizonMillis) {
        this.loop = vertx.getOrCreateContext();
        this.desk = new VenueDesk(loop, venue, this::submit, absenceHorizonMillis, 0);
    }

    /** A desk of another process on the same log, restored from it. */
    DeskOnALog successor(Vertx vertx, long absenceHorizonMillis) {
        var next = new DeskOnALog(vertx, absenceHorizonMillis);
        synchronized (this) {
            next.book = book;
            next.log.addAll(log);
        }
        next.desk.onRestored(CELL, next.book);
        return next;
    }

    /** Decides the command as the stage does and tells the desk what became durable. */
    void decide(OrderCommand command) {
        submit(CELL, command, Orders.T0, null);
    }

    /** Decides the command without the desk ever hearing of it, as when the process ends between the log and the venue. */
    void decideAndDie(OrderCommand command) {
        apply(command, Orders.T0, null);
    }

    private synchronized void submit(int cell, OrderCommand command, Instant at, @Nullable String causationId) {
        if (cell != CELL) {
            throw new AssertionError("a command for cell " + cell + ": " + command);
        }
        said.add(command);
        for (Event<?> event : apply(command, at, causationId)) {
            desk.onDurable(CELL, event);
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

    synchronized List<String> logged() {
        return log.stream()
                .map(event -> event.data().getClass().getSimpleName())
                .toList();
    }

    /** Lets the desk finish what it was given; requests that wait for an answer go on waiting. */
    void settle() {
        // What runs on the loop may put more on the loop, at most a few times in a row.
        for (int turn = 0; turn < 5; turn++) {
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
        desk.onLost(CELL);
    }
}
