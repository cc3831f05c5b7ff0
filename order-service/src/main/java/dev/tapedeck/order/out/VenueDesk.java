package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderPartiallyFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.order.core.OrderBook;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.core.TrackedOrder;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.VenueOrder;
import io.vertx.core.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries durable intents to the venue and brings back what it says. An order is sent only after its intent is on the log; an order of a predecessor is never sent before
 * the venue was asked for it. What the private stream does not bring, asking does: every order that is not over is looked up at an interval.
 *
 * <p>All state lives on one event loop.
 */
public final class VenueDesk implements Reactor<OrderBook> {
    private final Context loop;
    private final Account account;
    private final Submissions submissions;
    private final long absenceHorizonNanos;
    private final long pollIntervalNanos;
    private final Map<String, OpenOrder> open = new LinkedHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    public VenueDesk(
            Context loop,
            Account account,
            Submissions submissions,
            long absenceHorizonMillis,
            long pollIntervalMillis) {
        this.loop = loop;
        this.account = account;
        this.submissions = submissions;
        this.absenceHorizonNanos = TimeUnit.MILLISECONDS.toNanos(absenceHorizonMillis);
        this.pollIntervalNanos = TimeUnit.MILLISECONDS.toNanos(pollIntervalMillis);
    }

    @Override
    public void onDurable(int cell, Event<?> event) {
        switch (event.data()) {
            case OrderIntended intended -> onLoop(() -> begin(cell, intended, event));
            case OrderPartiallyFilled partial -> onLoop(() -> noteFilled(partial.orderId(), partial.filled()));
            case OrderFilled filled -> onLoop(() -> open.remove(filled.orderId()));
            case OrderCancelled cancelled -> onLoop(() -> open.remove(cancelled.orderId()));
            case OrderRejected rejected -> onLoop(() -> open.remove(rejected.orderId()));
            case OrderExpired expired -> onLoop(() -> open.remove(expired.orderId()));
            case OrderEvent ignored -> {}
            default -> {}
        }
    }

    @Override
    public void onRestored(int cell, OrderBook book) {
        List<TrackedOrder> unfinished =
                book.all().stream().filter(order -> !order.phase().isFinal()).toList();
        onLoop(() -> unfinished.forEach(order -> resume(cell, order)));
    }

    @Override
    public void onLost(int cell) {
        onLoop(() -> open.values().removeIf(order -> order.cell == cell));
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    /** Takes a frame of the private stream. */
    public void onFrame(PrivateFrame frame) {
        onLoop(() -> take(frame));
    }

    private void take(PrivateFrame frame) {
        switch (frame) {
            case PrivateFrame.DealDone done ->
                onDeal(find(done.deal().clientOrderId(), done.deal().venueOrderId()), done.deal());
            case PrivateFrame.OrderChanged changed ->
                onVenueOrder(
                        find(changed.order().clientOrderId(), changed.order().venueOrderId()), changed.order());
            case PrivateFrame.PositionChanged ignored -> {}
            case PrivateFrame.AssetChanged ignored -> {}
        }
    }

    /** Asks about every order that is not over, whenever it was asked last: frames may have been missed. */
    public void askAboutAll() {
        onLoop(() -> List.copyOf(open.values()).forEach(this::ask));
    }

    /** Asks about the orders that were not heard of for an interval. */
    public void askAboutSilent() {
        onLoop(() -> List.copyOf(open.values()).stream()
                .filter(order ->
                        System.nanoTime() - Math.max(order.lastSentNanos, order.lastAskedNanos) > pollIntervalNanos)
                .forEach(order -> {
                    if (order.mayGoAgain) {
                        send(order);
                    } else {
                        ask(order);
                    }
                }));
    }

    private void begin(int cell, OrderIntended intended, Event<?> event) {
        var order = new OpenOrder(cell, intended.order(), event.time(), event.id());
        open.put(intended.orderId(), order);
        send(order);
    }

    /** A predecessor may or may not have sent it: ask first. */
    private void resume(int cell, TrackedOrder tracked) {
        var order = new OpenOrder(
                cell, tracked.order(), tracked.intendedAt(), "order-events/" + tracked.orderId() + "/intended");
        order.attempts = tracked.attempts();
        order.venueOrderId = tracked.venueOrderId();
        order.filled = tracked.filled();
        order.unheard = tracked.phase().isUnheard();
        order.lastSentNanos = System.nanoTime();
        open.put(tracked.orderId(), order);
        ask(order);
    }

    private void send(OpenOrder order) {
        order.attempts++;
        order.mayGoAgain = false;
        order.lastSentNanos = System.nanoTime();
        submit(order, new OrderCommand.StartSubmission(order.order.orderId(), order.attempts), order.intendedAt);
        request(order, account.placeOrder(newOrder(order.order)), reply -> onReply(order, reply));
    }

    private void onReply(OpenOrder order, PlacementReply reply) {
        String id = order.order.orderId();
        switch (reply) {
            case PlacementReply.Accepted accepted -> {
                heard(order, accepted.venueOrderId());
                Instant at = accepted.venueTime() == null ? order.intendedAt : accepted.venueTime();
                submit(order, new OrderCommand.Acknowledge(id, accepted.venueOrderId()), at);
            }
            case PlacementReply.AlreadyPlaced ignored -> ask(order);
            case PlacementReply.Refused refused ->
                submit(
                        order,
                        new OrderCommand.Reject(id, refused.reason(), refused.code(), refused.message()),
                        order.intendedAt);
            case PlacementReply.Retryable retryable -> onRetryable(order, retryable);
            case PlacementReply.Unknown unknown ->
                submit(order, new OrderCommand.LoseTrack(id, unknown.cause(), unknown.detail()), order.intendedAt);
        }
    }

    /** No order exists. An entry has missed its moment; an exit goes again at the next turn, and never gives up. */
    private void onRetryable(OpenOrder order, PlacementReply.Retryable reply) {
        if (order.order.purpose().reducesOnly()) {
            order.mayGoAgain = true;
        } else {
            submit(
                    order,
                    new OrderCommand.Reject(order.order.orderId(), reply.reason(), reply.code(), reply.message()),
                    order.intendedAt);
        }
    }

    private void ask(OpenOrder order) {
        if (order.requestUnderWay) {
            return;
        }
        order.lastAskedNanos = System.nanoTime();
        request(
                order,
                account.orderByClientId(order.order.symbol(), order.order.orderId()),
                answer -> onAnswer(order, answer));
    }

    private void onAnswer(OpenOrder order, Lookup<VenueOrder> answer) {
        switch (answer) {
            case Lookup.Found<VenueOrder>(VenueOrder found) -> {
                onVenueOrder(order, found);
                if (found.filled().compareTo(order.filled) > 0) {
                    askForDeals(order, found);
                }
            }
            case Lookup.Absent<VenueOrder> ignored -> onAbsent(order);
            case Lookup.Failed<VenueOrder> ignored -> {
                // No answer says nothing. The next turn asks again.
            }
        }
    }

    private void askForDeals(OpenOrder order, VenueOrder found) {
        request(order, account.dealsOfOrder(found.venueOrderId()), answer -> {
            if (answer instanceof Lookup.Found<List<Deal>>(List<Deal> deals)) {
                deals.forEach(deal -> onDeal(order, deal));
            }
        });
    }

    private void onAbsent(OpenOrder order) {
        if (!order.unheard || System.nanoTime() - order.lastSentNanos < absenceHorizonNanos) {
            return;
        }
        if (order.order.purpose().reducesOnly()) {
            // The client id makes this safe: if the first request arrives after all, the venue refuses the second.
            send(order);
        } else {
            String evidence = "the venue knows no such order " + TimeUnit.NANOSECONDS.toMillis(absenceHorizonNanos)
                    + " ms after the request";
            submit(order, new OrderCommand.ProveAbsent(order.order.orderId(), evidence), order.intendedAt);
        }
    }

    private void onVenueOrder(@Nullable OpenOrder order, VenueOrder found) {
        if (order == null) {
            return;
        }
        heard(order, found.venueOrderId());
        submit(order, new OrderCommand.Acknowledge(order.order.orderId(), found.venueOrderId()), found.updatedAt());
        if (found.state() == VenueOrder.State.CANCELLED || found.state() == VenueOrder.State.INVALID) {
            VenueOrder.Ended why = found.ended();
            order.end = new OrderCommand.End(
                    order.order.orderId(),
                    found.venueOrderId(),
                    found.filled(),
                    why == null ? RejectionReason.OTHER : why.rejection(),
                    why == null ? 0 : why.code(),
                    why == null ? "cancelled" : why.text());
            submit(order, order.end, found.updatedAt());
        }
    }

    private void onDeal(@Nullable OpenOrder order, Deal deal) {
        if (order == null) {
            return;
        }
        heard(order, deal.venueOrderId());
        submit(
                order,
                new OrderCommand.ApplyDeal(
                        order.order.orderId(),
                        deal.venueOrderId(),
                        deal.dealId(),
                        deal.price(),
                        deal.quantity(),
                        deal.fee(),
                        deal.taker(),
                        deal.at()),
                deal.at());
        if (order.end != null) {
            submit(order, order.end, deal.at());
        }
    }

    private void noteFilled(String orderId, Quantity filled) {
        OpenOrder order = open.get(orderId);
        if (order != null) {
            order.filled = filled;
        }
    }

    private static void heard(OpenOrder order, String venueOrderId) {
        order.unheard = false;
        order.mayGoAgain = false;
        order.venueOrderId = venueOrderId;
        order.lastAskedNanos = System.nanoTime();
    }

    private @Nullable OpenOrder find(@Nullable String clientOrderId, String venueOrderId) {
        if (clientOrderId != null) {
            return open.get(clientOrderId);
        }
        return open.values().stream()
                .filter(order -> venueOrderId.equals(order.venueOrderId))
                .findFirst()
                .orElse(null);
    }

    private <T> void request(OpenOrder order, CompletionStage<T> reply, Consumer<T> whenAnswered) {
        order.requestUnderWay = true;
        inFlight.incrementAndGet();
        reply.whenComplete((answer, failed) -> onLoop(() -> {
            order.requestUnderWay = false;
            try {
                // An order that is over, or whose cell another replica owns by now, is not acted on any more.
                if (failed == null && open.get(order.order.orderId()) == order) {
                    whenAnswered.accept(answer);
                }
            } finally {
                inFlight.decrementAndGet();
            }
        }));
    }

    private void submit(OpenOrder order, OrderCommand command, Instant at) {
        submissions.submit(order.cell, command, at, order.intentId);
    }

    private void onLoop(Runnable work) {
        inFlight.incrementAndGet();
        loop.runOnContext(ignored -> {
            try {
                work.run();
            } finally {
                inFlight.decrementAndGet();
            }
        });
    }

    private static NewOrder newOrder(OrderApproved order) {
        return new NewOrder(
                order.orderId(),
                order.symbol(),
                order.side(),
                order.direction(),
                order.limitPrice() == null ? NewOrder.Kind.MARKET : NewOrder.Kind.IMMEDIATE_OR_CANCEL,
                order.quantity(),
                order.limitPrice(),
                order.leverage(),
                order.stopLossPrice());
    }
}
