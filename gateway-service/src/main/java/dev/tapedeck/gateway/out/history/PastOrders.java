package dev.tapedeck.gateway.out.history;

import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.gateway.core.ChainLink;
import dev.tapedeck.gateway.core.LoggedEvent;
import dev.tapedeck.gateway.core.OrderDetails;
import dev.tapedeck.gateway.core.OrderLife;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Orders that are no longer in memory, folded anew from their events in the history. Their chain begins with the signal: the ticks and indicators before it are kept for some days only, and not as
 * events. Safe for use by many threads.
 */
public final class PastOrders {
    /** A signal is decided on with the time of its market, or somewhat later when it waited. */
    private static final Duration SIGNAL_WINDOW = Duration.ofHours(1);

    private final HistoryQueries queries;

    public PastOrders(HistoryQueries queries) {
        this.queries = queries;
    }

    /** Returns all that is known of the order; empty when the history has nothing of it. */
    public Optional<OrderDetails> of(String orderId) {
        List<LoggedEvent> events = queries.ask(
                "SELECT data, recorded_at FROM events WHERE order_id = ? ORDER BY sequence",
                List.of(orderId),
                PastOrders::logged);
        return events.stream()
                .map(logged -> logged.event().data())
                .flatMap(data -> begun(orderId, data).stream())
                .findFirst()
                .map(order -> folded(order, events));
    }

    private OrderDetails folded(OrderLife order, List<LoggedEvent> events) {
        events.forEach(logged -> fold(order, logged));
        LoggedEvent signal = signal(order);
        List<ChainLink> origin = signal == null ? List.of() : List.of(signal.link());
        return OrderDetails.of(order, origin, signal);
    }

    private static Optional<OrderLife> begun(String orderId, EventData data) {
        return switch (data) {
            case OrderApproved approved -> life(orderId, approved.sessionId(), approved.symbol());
            case OrderDenied denied -> life(orderId, denied.sessionId(), denied.symbol());
            case OrderEvent step -> life(orderId, step.sessionId(), step.symbol());
            case FillRecorded fill -> life(orderId, fill.sessionId(), fill.symbol());
            default -> Optional.empty();
        };
    }

    private static Optional<OrderLife> life(String orderId, String sessionId, Symbol symbol) {
        return Optional.of(new OrderLife(orderId, sessionId, symbol));
    }

    private static void fold(OrderLife order, LoggedEvent logged) {
        switch (logged.event().data()) {
            case OrderApproved approved -> order.approve(approved, logged);
            case OrderDenied denied -> order.deny(denied, logged);
            case OrderEvent step -> order.step(step, logged);
            case FillRecorded fill -> order.fill(fill, logged);
            default -> {}
        }
    }

    private @Nullable LoggedEvent signal(OrderLife order) {
        String signalId = order.signalId();
        if (signalId == null) {
            return null;
        }
        return queries
                .ask(
                        "SELECT data, recorded_at FROM events WHERE timestamp BETWEEN ? AND ? AND topic = ? AND id = ?",
                        List.of(
                                order.createdAt().minus(SIGNAL_WINDOW),
                                order.createdAt().plus(SIGNAL_WINDOW),
                                Topic.SIGNALS.topicName(),
                                signalId),
                        PastOrders::logged)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static LoggedEvent logged(ResultSet row) throws SQLException {
        return new LoggedEvent(
                HistoryQueries.event(row, "data"),
                HistoryQueries.time(row, "recorded_at").orElseThrow());
    }
}
