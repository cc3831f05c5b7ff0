package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderAcknowledged;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelRequested;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderPartiallyFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.order.core.TrackedOrder.Phase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows every order from intent to end. A deal is applied once, whatever brings it and however often; an end is applied when all that the venue executed has come as
 * deals; what was not heard of stays open until there is evidence.
 */
public final class OrderDecider implements Decider<OrderBook, OrderCommand> {
    private static final String SERVICE = Service.ORDER.id();

    private final QueueRules queue;

    public OrderDecider(QueuePolicy policy) {
        this.queue = new QueueRules(policy);
    }

    @Override
    public OrderBook initial() {
        return OrderBook.EMPTY;
    }

    @Override
    public List<Draft> decide(OrderBook book, OrderCommand command, Instant at) {
        return switch (command) {
            case OrderCommand.Obey obey -> obey(book, obey);
            case OrderCommand.NoteVenue note -> noteVenue(book, note);
            case OrderCommand.Approve approve ->
                book.order(approve.orderId()) == null ? approve(book, approve, at) : List.of();
            case OrderCommand.OfOrder word -> {
                TrackedOrder order = book.order(word.orderId());
                // Not ours, or over: whatever is still said of it changes nothing.
                yield order == null || order.phase().isFinal() ? List.of() : decide(book, order, word);
            }
        };
    }

    private List<Draft> decide(OrderBook book, TrackedOrder order, OrderCommand.OfOrder word) {
        return switch (word) {
            case OrderCommand.Approve ignored -> List.of();
            case OrderCommand.StartSubmission start -> submit(order, start);
            case OrderCommand.Acknowledge ack -> acknowledge(order, ack.venueOrderId());
            case OrderCommand.Reject reject -> reject(order, reject);
            case OrderCommand.LoseTrack lost -> loseTrack(order, lost);
            case OrderCommand.ProveAbsent absent -> proveAbsent(order, absent);
            case OrderCommand.ApplyDeal deal -> applyDeal(order, deal);
            case OrderCommand.End end -> end(order, end);
            case OrderCommand.Hold hold -> queue.hold(book, order, hold);
            case OrderCommand.Release release -> queue.release(book, order, release);
            case OrderCommand.Drop drop -> QueueRules.drop(order, drop);
            case OrderCommand.RequestCancel cancel -> requestCancel(order, cancel);
        };
    }

    @Override
    public OrderBook evolve(OrderBook book, Event<?> event) {
        return switch (event.data()) {
            case OrderIntended intended ->
                book.with(TrackedOrder.intended(intended.order(), event.correlationId(), event.time()));
            case OrderEvent change -> {
                TrackedOrder order = book.order(change.orderId());
                yield order == null ? book : book.with(evolved(order, change, event.time()));
            }
            case TradingStateAcknowledged obeyed -> book.with(obeyed);
            case VenueStatusChanged status -> book.with(status);
            default -> book;
        };
    }

    private static TrackedOrder evolved(TrackedOrder order, OrderEvent change, Instant at) {
        return switch (change) {
            case OrderIntended ignored -> order;
            case OrderSubmitted submitted -> order.submitted(submitted.attempt());
            case OrderAcknowledged acknowledged -> order.acknowledged(acknowledged.venueOrderId());
            case OrderUnknown ignored -> order.in(Phase.UNKNOWN);
            case OrderPartiallyFilled partial -> filled(order, Phase.PARTIALLY_FILLED, partial.fill());
            case OrderFilled all -> filled(order, Phase.FILLED, all.fill());
            case OrderCancelled ignored -> order.in(Phase.CANCELLED);
            case OrderRejected ignored -> order.in(Phase.REJECTED);
            case OrderQueued queued -> order.queued(waiting(order, queued, at));
            case OrderExpired ignored -> order.in(Phase.EXPIRED);
            case OrderCancelRequested ignored -> order.cancelWanted();
        };
    }

    /** An order that waits for another reason than before has waited since the first. */
    private static Waiting waiting(TrackedOrder order, OrderQueued queued, Instant at) {
        QueueCause cause = queued.cause() == null ? QueueCause.VENUE_UNAVAILABLE : queued.cause();
        Waiting before = order.waiting();
        return new Waiting(cause, before == null ? at : before.since(), queued.expiresInMillis());
    }

    private static TrackedOrder filled(TrackedOrder order, Phase phase, FillRecorded fill) {
        return order.with(phase, fill.fillId(), fill.price(), fill.quantity());
    }

    /** An entry that a trading state forbids ends before it was intended. */
    private static List<Draft> approve(OrderBook book, OrderCommand.Approve approve, Instant at) {
        OrderApproved order = approve.order();
        var tracked = TrackedOrder.intended(order, approve.correlationId(), at);
        List<Draft> forbidden = QueueRules.forbidden(book, tracked);
        if (!forbidden.isEmpty()) {
            return forbidden;
        }
        return List.of(draft(
                tracked,
                "intended",
                new OrderIntended(order.sessionId(), order.orderId(), order.symbol(), order.withoutChecks())));
    }

    private static List<Draft> obey(OrderBook book, OrderCommand.Obey obey) {
        if (obey.decisionId().equals(book.decisions().get(obey.scope().key(obey.scopeId())))) {
            return List.of();
        }
        var obeyed = new TradingStateAcknowledged(
                SERVICE, obey.cell(), obey.scope(), obey.scopeId(), obey.state(), obey.decisionId());
        return List.of(new Draft(obeyed.eventId(), obeyed.subject(), obeyed.subject(), null, obeyed));
    }

    /** Another reason or budget for the same state is not news. */
    private static List<Draft> noteVenue(OrderBook book, OrderCommand.NoteVenue note) {
        VenueStatusChanged next = note.status();
        VenueStatusChanged before = book.venue();
        boolean isNews = note.started()
                || before == null
                || before.breaker() != next.breaker()
                || before.privateStreamUp() != next.privateStreamUp()
                || before.clockSkewMillis() != next.clockSkewMillis();
        return isNews
                ? List.of(new Draft(
                        "venue-status/" + next.venue() + "/" + note.number(), next.venue(), next.venue(), null, next))
                : List.of();
    }

    private static List<Draft> requestCancel(TrackedOrder order, OrderCommand.RequestCancel cancel) {
        OrderApproved what = order.order();
        return order.cancelRequested()
                ? List.of()
                : List.of(draft(
                        order,
                        "cancel-requested",
                        new OrderCancelRequested(what.sessionId(), what.orderId(), what.symbol(), cancel.user())));
    }

    private static List<Draft> submit(TrackedOrder order, OrderCommand.StartSubmission start) {
        if (!order.phase().isUnheard() || order.phase() == Phase.QUEUED || start.attempt() <= order.attempts()) {
            return List.of();
        }
        OrderApproved what = order.order();
        return List.of(draft(
                order,
                "submitted/" + start.attempt(),
                new OrderSubmitted(what.sessionId(), what.orderId(), what.symbol(), start.attempt())));
    }

    private static List<Draft> acknowledge(TrackedOrder order, String venueOrderId) {
        if (order.venueOrderId() != null) {
            return List.of();
        }
        OrderApproved what = order.order();
        return List.of(draft(
                order,
                "acknowledged",
                new OrderAcknowledged(what.sessionId(), what.orderId(), what.symbol(), venueOrderId)));
    }

    /** A refusal answers one request. Once the outcome is not known it proves nothing about the request before. */
    private static List<Draft> reject(TrackedOrder order, OrderCommand.Reject reject) {
        return order.phase().awaitsReply()
                ? List.of(rejected(order, reject.reason(), reject.venueCode(), reject.message()))
                : List.of();
    }

    private static List<Draft> loseTrack(TrackedOrder order, OrderCommand.LoseTrack lost) {
        if (!order.phase().awaitsReply()) {
            return List.of();
        }
        OrderApproved what = order.order();
        return List.of(draft(
                order,
                "unknown/" + order.attempts(),
                new OrderUnknown(what.sessionId(), what.orderId(), what.symbol(), lost.cause(), lost.detail())));
    }

    private static List<Draft> proveAbsent(TrackedOrder order, OrderCommand.ProveAbsent absent) {
        return order.phase().isUnheard() && order.phase() != Phase.QUEUED
                ? List.of(rejected(order, RejectionReason.NOT_FOUND_AT_VENUE, 0, absent.evidence()))
                : List.of();
    }

    private static List<Draft> applyDeal(TrackedOrder order, OrderCommand.ApplyDeal deal) {
        if (order.dealIds().contains(deal.dealId())) {
            return List.of();
        }
        if (deal.quantity().compareTo(order.remaining()) > 0) {
            throw new IllegalArgumentException("a deal must not exceed what remains of its order: " + deal.quantity()
                    + " > " + order.remaining() + " (orderId=" + order.orderId() + ", dealId=" + deal.dealId() + ")");
        }
        var drafts = new ArrayList<>(acknowledge(order, deal.venueOrderId()));
        Quantity filled = order.filled().plus(deal.quantity());
        Quantity remaining = order.order().quantity().minus(filled);
        Price average = order.averageWith(deal.price(), deal.quantity());
        OrderApproved what = order.order();
        FillRecorded fill = fill(what, deal);
        OrderEvent event = remaining.isZero()
                ? new OrderFilled(what.sessionId(), what.orderId(), what.symbol(), filled, average, fill)
                : new OrderPartiallyFilled(
                        what.sessionId(), what.orderId(), what.symbol(), filled, remaining, average, fill);
        drafts.add(draft(order, "deal/" + deal.dealId(), event));
        return drafts;
    }

    private static List<Draft> end(TrackedOrder order, OrderCommand.End end) {
        if (end.filled().compareTo(order.filled()) > 0) {
            // Deals are still to come; whoever reports the end reports it again after them.
            return acknowledge(order, end.venueOrderId());
        }
        OrderApproved what = order.order();
        var drafts = new ArrayList<>(acknowledge(order, end.venueOrderId()));
        drafts.add(
                end.refused() && order.filled().isZero()
                        ? rejected(order, end.reason(), end.venueCode(), end.text())
                        : draft(
                                order,
                                "cancelled",
                                new OrderCancelled(
                                        what.sessionId(), what.orderId(), what.symbol(), order.filled(), end.text())));
        return drafts;
    }

    private static Draft rejected(TrackedOrder order, RejectionReason reason, int code, String message) {
        OrderApproved what = order.order();
        return draft(
                order,
                "rejected",
                new OrderRejected(what.sessionId(), what.orderId(), what.symbol(), reason, code, message));
    }

    private static FillRecorded fill(OrderApproved order, OrderCommand.ApplyDeal deal) {
        return new FillRecorded(
                order.sessionId(),
                order.orderId(),
                deal.venueOrderId(),
                deal.dealId(),
                order.strategyId(),
                order.symbol(),
                order.episodeId(),
                order.purpose(),
                order.side(),
                order.direction(),
                deal.price(),
                deal.quantity(),
                deal.quantity().notional(order.contractSize(), deal.price()),
                deal.fee(),
                deal.taker(),
                order.decisionPrice(),
                slippageBps(order.side(), deal.price(), order.decisionPrice()));
    }

    /** Returns how much worse than the decision price, in basis points of it; negative when better. */
    static BigDecimal slippageBps(Side side, Price price, Price decisionPrice) {
        BigDecimal above = price.bpsAbove(decisionPrice);
        return side == Side.BUY ? above : above.negate();
    }

    static Draft draft(TrackedOrder order, String what, OrderEvent event) {
        return new Draft(
                "order-events/" + order.orderId() + "/" + what,
                event.sessionId(),
                order.orderId(),
                order.correlationId(),
                event);
    }
}
