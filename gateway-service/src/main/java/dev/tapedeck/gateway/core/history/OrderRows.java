package dev.tapedeck.gateway.core.history;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelRequested;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderPartiallyFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.gateway.core.BoundedMap;
import dev.tapedeck.gateway.core.LoggedEvent;
import dev.tapedeck.gateway.core.OrderLife;
import dev.tapedeck.gateway.core.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Orders as their own events tell them: one row each, and one for each time that it waited. What was taken before is taken again without a change, as the sequence tells. */
final class OrderRows {
    /** More than one batch of the log can touch: what is forgotten is in the database by then, which is asked for it. */
    private static final int REMEMBERED = 10_000;

    private final Past past;
    private final Map<String, Known> orders = BoundedMap.byUse(REMEMBERED);

    private record Waiting(String eventId, Instant since, OrderQueued queued) {}

    /** What is known of an order that goes on, or ended not long ago. */
    private static final class Known {
        private final OrderLife life;
        private long sequence;
        private @Nullable Waiting waiting;

        Known(OrderEvent first) {
            this.life = new OrderLife(first.orderId(), first.sessionId(), first.symbol());
        }
    }

    OrderRows(Past past) {
        this.past = past;
    }

    List<Row> denied(OrderDenied denied, Event<?> event) {
        var life = new OrderLife(denied.orderId(), denied.sessionId(), denied.symbol());
        life.deny(denied, new LoggedEvent(event, event.time()));
        return List.of(row(life));
    }

    List<Row> step(OrderEvent step, Event<?> event) {
        Known known = orders.get(step.orderId());
        if (known == null) {
            known = new Known(step);
            orders.put(step.orderId(), known);
            if (!(step instanceof OrderIntended)) {
                for (Event<?> earlier : past.orderEvents(step.orderId())) {
                    apply(known, earlier);
                }
            }
        }
        var rows = new ArrayList<>(apply(known, event));
        rows.add(row(known.life));
        return rows;
    }

    /** Returns the rows of the waits that began or ended. */
    private static List<Row> apply(Known known, Event<?> event) {
        if (event.sequence() <= known.sequence || !(event.data() instanceof OrderEvent step)) {
            return List.of();
        }
        known.sequence = event.sequence();
        known.life.step(step, new LoggedEvent(event, event.time()));
        fill(step).ifPresent(fill -> known.life.fill(fill, new LoggedEvent(event, event.time())));
        return waits(known, step, event);
    }

    private static Optional<FillRecorded> fill(OrderEvent step) {
        return switch (step) {
            case OrderPartiallyFilled partial -> Optional.of(partial.fill());
            case OrderFilled full -> Optional.of(full.fill());
            default -> Optional.empty();
        };
    }

    private static List<Row> waits(Known known, OrderEvent step, Event<?> event) {
        var rows = new ArrayList<Row>();
        Waiting waiting = known.waiting;
        if (waiting != null && !(step instanceof OrderCancelRequested)) {
            rows.add(wait(waiting, outcome(step), event.time()));
            known.waiting = null;
        }
        if (step instanceof OrderQueued queued) {
            known.waiting = new Waiting(event.id(), event.time(), queued);
            rows.add(wait(known.waiting, "PENDING", null));
        }
        return rows;
    }

    private static String outcome(OrderEvent step) {
        return switch (step) {
            case OrderExpired ignored -> "EXPIRED";
            case OrderQueued ignored -> "REQUEUED";
            case OrderRejected ignored -> "FAILED";
            case OrderCancelled ignored -> "CANCELLED";
            default -> "PROCESSED";
        };
    }

    private static Row wait(Waiting waiting, String status, @Nullable Instant ended) {
        OrderQueued queued = waiting.queued;
        Instant expiry = queued.expiresInMillis() == 0 ? null : waiting.since.plusMillis(queued.expiresInMillis());
        return Row.of(HistoryTable.ORDER_QUEUE, waiting.since)
                .symbol("session_id", queued.sessionId())
                .symbol("symbol", queued.symbol())
                .symbol("cause", queued.cause())
                .symbol("status", status)
                .text("queue_id", waiting.eventId)
                .text("order_id", queued.orderId())
                .text("reason", queued.reason())
                .time("expires_at", expiry)
                .time("processed_at", ended)
                .build();
    }

    private static Row row(OrderLife life) {
        OrderView order = life.view(List.of());
        return Row.of(HistoryTable.LIVE_ORDERS, order.createdAt())
                .symbol("order_id", order.orderId())
                .symbol("session_id", order.sessionId())
                .symbol("strategy_name", order.strategyId())
                .symbol("symbol", order.symbol())
                .symbol("purpose", order.purpose())
                .symbol("side", order.side())
                .symbol("position_side", order.direction())
                .symbol("order_type", order.quantity() == null ? null : order.limitPrice() == null ? "MARKET" : "LIMIT")
                .symbol("status", order.state())
                .text("episode_id", order.episodeId())
                .text("signal_id", order.signalId())
                .decimal("quantity", exact(order.quantity(), quantity -> quantity.contracts()))
                .decimal("filled", order.filled().contracts())
                .decimal("requested_price", exact(order.decisionPrice(), price -> price.value()))
                .decimal("limit_price", exact(order.limitPrice(), price -> price.value()))
                .decimal("execution_price", exact(order.averagePrice(), price -> price.value()))
                .decimal("stop_loss_price", exact(order.stopLossPrice(), price -> price.value()))
                .decimal("slippage_bps", order.slippageBps())
                .number("leverage", order.leverage() == null ? 0 : order.leverage())
                .text("rejection_reason", order.reason())
                .decimal("commission", order.fee().value())
                .text("venue_order_id", order.venueOrderId())
                .time("updated_at", order.updatedAt())
                .build();
    }

    private static <T> @Nullable BigDecimal exact(@Nullable T amount, Function<T, BigDecimal> value) {
        return amount == null ? null : value.apply(amount);
    }
}
