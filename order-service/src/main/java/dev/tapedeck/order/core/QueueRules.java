package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.order.core.TrackedOrder.Phase;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which orders may wait, for how long, and which of them still go. What reduces a position always waits and always goes. */
final class QueueRules {
    private final QueuePolicy policy;

    QueueRules(QueuePolicy policy) {
        this.policy = policy;
    }

    List<Draft> hold(OrderBook book, TrackedOrder order, OrderCommand.Hold hold) {
        Waiting waiting = order.waiting();
        boolean said = order.phase() == Phase.QUEUED && waiting != null && waiting.cause() == hold.cause();
        if (!order.phase().isSurelyAway() || said) {
            return List.of();
        }
        if (order.order().purpose().reducesOnly()) {
            return List.of(queued(order, hold, 0));
        }
        if (waiting != null) {
            return List.of(queued(order, hold, waiting.expiresInMillis()));
        }
        List<Draft> forbidden = forbidden(book, order);
        return forbidden.isEmpty() ? List.of(queuedOrFull(book, order, hold)) : forbidden;
    }

    private Draft queuedOrFull(OrderBook book, TrackedOrder order, OrderCommand.Hold hold) {
        long waiting = entriesThatWait(book, null);
        if (waiting >= policy.capacity()) {
            return expired(
                    order, ExpiryCause.QUEUE_FULL, waiting + " entries wait already, limit " + policy.capacity());
        }
        long rateLimited = entriesThatWait(book, QueueCause.RATE_LIMITED);
        if (hold.cause() == QueueCause.RATE_LIMITED && rateLimited >= policy.rateLimitedMax()) {
            return expired(
                    order,
                    ExpiryCause.RATE_LIMITED,
                    rateLimited + " entries wait for the rate limit already, limit " + policy.rateLimitedMax());
        }
        return queued(order, hold, policy.entryLivesMillis());
    }

    /** A waiting entry goes only when trading is allowed and the price is still near the one that the strategy saw. Its budget was reserved all the time, so other limits hold. */
    List<Draft> release(OrderBook book, TrackedOrder order, OrderCommand.Release release) {
        if (order.phase() != Phase.QUEUED || release.attempt() <= order.attempts()) {
            return List.of();
        }
        if (!order.order().purpose().reducesOnly()) {
            List<Draft> forbidden = forbidden(book, order);
            if (!forbidden.isEmpty()) {
                return forbidden;
            }
            List<Draft> drifted = drifted(order, release);
            if (!drifted.isEmpty()) {
                return drifted;
            }
        }
        OrderApproved what = order.order();
        return List.of(OrderDecider.draft(
                order,
                "submitted/" + release.attempt(),
                new OrderSubmitted(what.sessionId(), what.orderId(), what.symbol(), release.attempt())));
    }

    private List<Draft> drifted(TrackedOrder order, OrderCommand.Release release) {
        Price price = release.price();
        if (price == null) {
            throw new IllegalArgumentException(
                    "an entry is released only with the market's price (orderId=" + order.orderId() + ")");
        }
        Price decided = order.order().decisionPrice();
        BigDecimal drift = price.bpsAbove(decided).abs();
        return drift.compareTo(policy.driftBpsMax()) <= 0
                ? List.of()
                : List.of(expired(
                        order,
                        ExpiryCause.PRICE_DRIFT,
                        "the price is " + price + ", the strategy saw " + decided + ": " + drift.toPlainString()
                                + " bps apart, limit " + policy.driftBpsMax().toPlainString()));
    }

    static List<Draft> drop(TrackedOrder order, OrderCommand.Drop drop) {
        return order.phase().isSurelyAway() ? List.of(expired(order, drop.cause(), drop.detail())) : List.of();
    }

    /** Returns the end of an entry that a trading state forbids, nothing for one that it allows. */
    static List<Draft> forbidden(OrderBook book, TrackedOrder order) {
        OrderApproved what = order.order();
        State state =
                TradingStateEvent.strictest(book.tradingStates(), what.sessionId(), what.strategyId(), what.symbol());
        return state == State.ACTIVE || what.purpose().reducesOnly()
                ? List.of()
                : List.of(expired(
                        order,
                        state == State.HALTED ? ExpiryCause.TRADING_HALTED : ExpiryCause.TRADING_REDUCING,
                        "trading is " + state));
    }

    private static long entriesThatWait(OrderBook book, @Nullable QueueCause cause) {
        return book.all().stream()
                .filter(order -> order.phase() == Phase.QUEUED
                        && !order.order().purpose().reducesOnly())
                .filter(order -> cause == null
                        || (order.waiting() != null && order.waiting().cause() == cause))
                .count();
    }

    private static Draft queued(TrackedOrder order, OrderCommand.Hold hold, long expiresInMillis) {
        OrderApproved what = order.order();
        return OrderDecider.draft(
                order,
                "queued/" + (order.timesQueued() + 1),
                new OrderQueued(
                        what.sessionId(), what.orderId(), what.symbol(), expiresInMillis, hold.detail(), hold.cause()));
    }

    private static Draft expired(TrackedOrder order, ExpiryCause cause, String detail) {
        OrderApproved what = order.order();
        return OrderDecider.draft(
                order,
                "expired",
                new OrderExpired(what.sessionId(), what.orderId(), what.symbol(), order.venueOrderId(), cause, detail));
    }
}
