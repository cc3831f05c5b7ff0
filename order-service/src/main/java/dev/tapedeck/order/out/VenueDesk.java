package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelRequested;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderPartiallyFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.order.core.OrderBook;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.core.TrackedOrder;
import dev.tapedeck.order.core.TrackedOrder.Phase;
import dev.tapedeck.order.core.Waiting;
import dev.tapedeck.order.out.OpenOrder.Stand;
import dev.tapedeck.venue.PrivateFrame;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Carries durable intents to the venue and brings back what it says. An order is sent only after its intent is on the log; an order of a predecessor is never sent before
 * the venue was asked for it. What the private stream does not bring, asking does: every order that is not over is looked up at an interval.
 *
 * <p>All state lives on one event loop.
 */
public final class VenueDesk implements Reactor<OrderBook> {
    private final DeskLoop loop;
    private final OpenOrders open = new OpenOrders();
    private final VenueLine line;
    private final TradingHalts halts = new TradingHalts();
    private final VenueCalls venue;
    private final DeskLimits limits;
    private final RateBudget creations;
    private final RateBudget cancels;
    private final RateShare share;
    private final Questions questions;
    private final Dispatch dispatch;
    private final DeskClock clock;
    private final BooleanSupplier ready;
    private final TreeSet<Integer> cells = new TreeSet<>();
    private boolean probing;
    private boolean saidStarted;

    /**
     * @param loop runs everything one after the other, never at once
     * @param mayAct whether this process surely still owns its partitions; asked before each order leaves
     * @param ready whether all tables were read, so that no halt is unknown
     */
    public VenueDesk(
            Executor loop,
            VenueCalls venue,
            Submissions submissions,
            DeskClock clock,
            DeskLimits limits,
            BooleanSupplier mayAct,
            BooleanSupplier ready) {
        this.loop = new DeskLoop(loop, submissions, clock, open);
        this.line = new VenueLine(clock.now());
        this.venue = venue;
        this.limits = limits;
        this.clock = clock;
        this.ready = ready;
        this.creations = limits.creations();
        this.cancels = limits.others();
        RateBudget lookups = limits.others();
        RateBudget leverages = limits.leverages();
        this.share = new RateShare(
                List.of(creations, cancels, lookups, leverages),
                limits.cells(),
                TimeUnit.MILLISECONDS.toNanos(limits.windowMillis()));
        this.questions = new Questions(
                this.loop, open, venue, lookups, limits.absenceHorizonMillis(), limits.pollIntervalMillis());
        this.dispatch =
                new Dispatch(this.loop, open, venue, line, halts, creations, leverages, mayAct, ready, questions);
    }

    @Override
    public void onDurable(int cell, Event<?> event) {
        switch (event.data()) {
            case OrderIntended intended -> loop.run(() -> begin(cell, intended, event));
            case OrderPartiallyFilled partial -> loop.run(() -> noteFilled(partial.orderId(), partial.filled()));
            case OrderQueued queued -> loop.run(() -> noteQueued(queued, event.time()));
            case OrderSubmitted submitted -> loop.run(() -> noteSubmitted(submitted));
            case OrderCancelRequested wanted -> loop.run(() -> noteCancelRequested(wanted.orderId()));
            case OrderFilled filled -> loop.run(() -> end(filled));
            case OrderCancelled cancelled -> loop.run(() -> end(cancelled));
            case OrderRejected rejected -> loop.run(() -> end(rejected));
            case OrderExpired expired -> loop.run(() -> end(expired));
            default -> {}
        }
    }

    @Override
    public void onRestored(int cell, OrderBook book) {
        List<TrackedOrder> unfinished = book.all().stream()
                .filter(order -> !order.phase().isFinal())
                .sorted(Comparator.comparing(TrackedOrder::intendedAt).thenComparing(TrackedOrder::orderId))
                .toList();
        loop.run(() -> {
            cells.add(cell);
            share.owns(cells.size(), loop.nanos());
            unfinished.forEach(order -> resume(cell, order));
            // What a predecessor said of the venue is its own; this desk says what it finds.
            if (cells.contains(0)) {
                tellStatus("order service started", !saidStarted);
                saidStarted = true;
            }
        });
    }

    @Override
    public void onLost(int cell) {
        loop.run(() -> {
            cells.remove(cell);
            share.owns(cells.size(), loop.nanos());
            open.removeCell(cell);
            loop.waiting(open.waiting());
            halts.forgetCell(cell);
        });
    }

    @Override
    public int inFlight() {
        return loop.inFlight();
    }

    /** Returns how many orders are to go to the venue and did not yet. May be called by any thread. */
    int waiting() {
        return loop.waiting();
    }

    /** Returns of how many orders nobody knows whether the venue has them. May be called by any thread. */
    int unknown() {
        return open.unknown();
    }

    /** Returns whether no order is open, so that {@link #turn} has nothing to do. For the loop. */
    public boolean isIdle() {
        return open.isEmpty();
    }

    /** Takes a frame of the private stream. */
    public void onFrame(PrivateFrame frame) {
        loop.run(() -> take(frame));
    }

    /** The private stream came up or went down. When it comes up frames may have been missed, so every order is asked about. */
    public void onPrivateStream(boolean up) {
        loop.run(() -> {
            line.privateStreamUp = up;
            if (line.breaker() == Breaker.CLOSED) {
                tellStatus(up ? "private stream is up" : "private stream is down", false);
            }
            if (up) {
                questions.askAboutAll();
            }
        });
    }

    /** The circuit breaker to the venue changed its state. */
    public void onBreaker(Breaker breaker, String reason) {
        Instant now = loop.now();
        loop.run(() -> {
            line.breaker(breaker, now);
            // Trying again is not news; whether it helped is.
            if (breaker != Breaker.HALF_OPEN) {
                tellStatus(reason, false);
            }
            if (breaker == Breaker.CLOSED) {
                open.forgetFailures(loop.nanos());
            }
            dispatch.pump();
        });
    }

    /** A trading state changed. It binds at once, and is acknowledged when no entry that it forbids is under way any more. */
    public void onTradingState(int cell, Event<?> event, TradingStateChanged changed) {
        loop.run(() -> {
            if (halts.note(cell, event, changed)) {
                dispatch.dropForbidden();
                acknowledgeHalts();
            }
        });
    }

    /** A session's positions were compared with the venue's. */
    public void onReconciled(String sessionId, Instant askedAt) {
        loop.run(() -> {
            line.reconciled(sessionId, askedAt);
            dispatch.pump();
        });
    }

    /** Does what is due. To be called a few times a second. */
    public void turn() {
        loop.run(() -> {
            dispatch.dropExpired();
            questions.askAboutSilent();
            cancelWanted();
            probeWhenCut();
            dispatch.pump();
            acknowledgeHalts();
        });
    }

    private void take(PrivateFrame frame) {
        switch (frame) {
            case PrivateFrame.DealDone done ->
                questions.onDeal(
                        open.find(done.deal().clientOrderId(), done.deal().venueOrderId()), done.deal());
            case PrivateFrame.OrderChanged changed ->
                questions.onVenueOrder(
                        open.find(
                                changed.order().clientOrderId(), changed.order().venueOrderId()),
                        changed.order());
            case PrivateFrame.PositionChanged ignored -> {}
            case PrivateFrame.AssetChanged ignored -> {}
        }
    }

    private void begin(int cell, OrderIntended intended, Event<?> event) {
        open.add(new OpenOrder(cell, intended.order(), event.time(), event.id(), loop.nanos()));
        dispatch.pumpSoon();
    }

    /** What surely waits goes on waiting. Anything else a predecessor may or may not have sent: ask first. */
    private void resume(int cell, TrackedOrder tracked) {
        var order = new OpenOrder(
                cell,
                tracked.order(),
                tracked.intendedAt(),
                "order-events/" + tracked.orderId() + "/intended",
                loop.nanos());
        order.attempts = tracked.attempts();
        order.venueOrderId = tracked.venueOrderId();
        order.filled = tracked.filled();
        order.cancelRequested = tracked.cancelRequested();
        order.lastSentNanos = loop.nanos();
        Waiting waiting = tracked.waiting();
        if (waiting != null && waiting.expiresInMillis() > 0) {
            order.expiresAt = waiting.since().plusMillis(waiting.expiresInMillis());
        }
        open.add(order);
        if (tracked.phase() == Phase.QUEUED && waiting != null) {
            order.queuedFor = waiting.cause();
        } else {
            open.move(order, tracked.phase().isUnheard() ? Stand.SENT : Stand.HEARD);
            if (tracked.phase().isUnheard()) {
                open.loseTrack(order);
            }
            questions.ask(order);
        }
    }

    private void noteFilled(String orderId, Quantity filled) {
        OpenOrder order = open.get(orderId);
        if (order != null) {
            order.filled = filled;
        }
    }

    private void noteQueued(OrderQueued queued, Instant at) {
        OpenOrder order = open.get(queued.orderId());
        if (order != null && order.expiresAt == null && queued.expiresInMillis() > 0) {
            order.expiresAt = at.plusMillis(queued.expiresInMillis());
        }
    }

    private void noteSubmitted(OrderSubmitted submitted) {
        OpenOrder order = open.get(submitted.orderId());
        if (order != null) {
            dispatch.onReleased(order, submitted.attempt());
        }
    }

    private void noteCancelRequested(String orderId) {
        OpenOrder order = open.get(orderId);
        if (order != null) {
            order.cancelRequested = true;
            cancelWanted();
        }
    }

    /** The end of an order may have been what others on its symbol waited for. */
    private void end(OrderEvent over) {
        open.remove(over.orderId());
        dispatch.pumpSoon();
    }

    private void cancelWanted() {
        open.stream().filter(order -> order.cancelRequested).toList().forEach(this::cancel);
    }

    private void cancel(OpenOrder order) {
        long now = loop.nanos();
        String venueOrderId = order.venueOrderId;
        if (order.stand == Stand.AWAY && !open.isUnknown(order)) {
            dispatch.drop(order, ExpiryCause.CANCELLED, "an operator took it back while it waited");
        } else if (venueOrderId != null && !order.requestUnderWay && cancels.allows(now, true)) {
            cancels.take(now);
            // What became of it is seen on the order itself.
            loop.request(order, venue.cancel(venueOrderId), ignored -> questions.ask(order));
        }
    }

    /** While the breaker is open nothing else would find out that the venue is back. */
    private void probeWhenCut() {
        if (line.breaker() != Breaker.CLOSED && !probing) {
            probing = true;
            loop.request("a probe", venue.probe(), ignored -> probing = false);
        }
    }

    private void acknowledgeHalts() {
        if (halts.hasUnacknowledged() && ready.getAsBoolean() && !dispatch.isForbiddenUnderWay()) {
            for (OrderCommand.Obey obey : halts.takeUnacknowledged()) {
                loop.tell(obey.cell(), obey);
            }
        }
    }

    /** The owner of the first cell speaks for all: the breaker of another replica shows in what its orders wait for. */
    private void tellStatus(String reason, boolean started) {
        if (cells.contains(0)) {
            loop.tell(
                    0,
                    new OrderCommand.NoteVenue(
                            Long.toString(loop.now().toEpochMilli()),
                            new VenueStatusChanged(
                                    limits.venueName(),
                                    line.breaker(),
                                    creations.left(loop.nanos()),
                                    clock.venueAheadMillis(),
                                    line.privateStreamUp,
                                    reason),
                            started));
        }
    }
}
