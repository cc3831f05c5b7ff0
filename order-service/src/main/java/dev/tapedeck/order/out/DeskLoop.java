package dev.tapedeck.order.out;

import dev.tapedeck.order.core.OrderCommand;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The one event loop that owns the desk's state, the requests that it has under way, and the way back to the core. */
final class DeskLoop {
    private final Executor loop;
    private final Submissions submissions;
    private final DeskClock clock;
    private final OpenOrders open;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile int waiting;

    DeskLoop(Executor loop, Submissions submissions, DeskClock clock, OpenOrders open) {
        this.loop = loop;
        this.submissions = submissions;
        this.clock = clock;
        this.open = open;
    }

    /** Returns how much was begun and is not done: requests, and orders that wait to go. May be called by any thread. */
    int inFlight() {
        return inFlight.get() + waiting;
    }

    /** Returns how many orders wait to go. May be called by any thread. */
    int waiting() {
        return waiting;
    }

    /** Notes how many orders wait to go. */
    void waiting(int orders) {
        waiting = orders;
    }

    long nanos() {
        return clock.nanos();
    }

    Instant now() {
        return clock.now();
    }

    /** Runs the work on the loop. May be called by any thread. */
    void run(Runnable work) {
        inFlight.incrementAndGet();
        loop.execute(() -> {
            try {
                work.run();
            } finally {
                inFlight.decrementAndGet();
            }
        });
    }

    /** Hears an answer on the loop. */
    <T> void request(CompletionStage<T> reply, Consumer<T> whenAnswered) {
        inFlight.incrementAndGet();
        reply.whenComplete((answer, failed) -> run(() -> {
            try {
                if (failed == null) {
                    whenAnswered.accept(answer);
                }
            } finally {
                inFlight.decrementAndGet();
            }
        }));
    }

    /** Hears an answer about an order. An order that is over, or whose cell another replica owns by now, is not acted on any more. */
    <T> void request(OpenOrder order, CompletionStage<T> reply, Consumer<T> whenAnswered) {
        order.requestUnderWay = true;
        request(reply, answer -> {
            order.requestUnderWay = false;
            open.endPlacing(order);
            if (open.has(order)) {
                whenAnswered.accept(answer);
            }
        });
    }

    /** Tells the core what follows from the order's intent. */
    void tell(OpenOrder order, OrderCommand command, Instant at) {
        submissions.submit(order.cell, command, at, order.intentId);
    }

    /** Tells the core what follows from nothing on the log. */
    void tell(int cell, OrderCommand command) {
        submissions.submit(cell, command, now(), null);
    }
}
