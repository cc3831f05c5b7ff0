package dev.tapedeck.order.out;

import dev.tapedeck.order.core.OrderCommand;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one event loop that owns the desk's state, the requests that it has under way, and the way back to the core. */
final class DeskLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DeskLoop.class);

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

    /**
     * Hears an answer on the loop. There is none when the adapter broke its promise to answer, which is a fault of ours and says nothing about the venue; who waits for it hears that too, or would
     * wait for ever.
     *
     * @param question for the log: what of which id
     */
    <T> void request(String question, CompletionStage<T> reply, Consumer<@Nullable T> whenOver) {
        inFlight.incrementAndGet();
        reply.whenComplete((answer, broken) -> run(() -> {
            try {
                if (broken != null) {
                    broke(question, broken);
                }
                whenOver.accept(broken == null ? answer : null);
            } finally {
                inFlight.decrementAndGet();
            }
        }));
    }

    /**
     * Hears an answer about an order. An order that is over, or whose cell another replica owns by now, is not acted on any more. Without an answer nothing is known, and the next turn asks about it.
     */
    <T> void request(OpenOrder order, CompletionStage<T> reply, Consumer<T> whenAnswered) {
        order.requestUnderWay = true;
        request("order " + order.id(), reply, answer -> {
            order.requestUnderWay = false;
            open.endPlacing(order);
            if (answer != null && open.has(order)) {
                whenAnswered.accept(answer);
            }
        });
    }

    /** Says that the adapter did not answer. May be called by any thread. */
    void broke(String question, Throwable broken) {
        LOG.error(
                "The venue's answer about {} could not be used, by a fault of this service; nothing is known from it and the desk asks again",
                question,
                broken);
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
