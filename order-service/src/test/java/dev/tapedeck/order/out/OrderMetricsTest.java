package dev.tapedeck.order.out;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In the registry of a running service, which refuses names that are taken: a metric that it refuses would end the stage. */
// The client that Quarkus brings.
@SuppressWarnings("deprecation")
class OrderMetricsTest {
    private static final String SESSION = "s1";
    private static final String ORDER = "td1";
    private static final Symbol BTC = Symbol.of("BTC_USDT");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final OrderMetrics metrics = new OrderMetrics(new DeskOnALog(vertx).desk, registry);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static Stream<OrderEvent> events() {
        return Stream.of(
                new OrderSubmitted(SESSION, ORDER, BTC, 1),
                new OrderCancelled(SESSION, ORDER, BTC, Quantity.ZERO, "by hand"),
                new OrderRejected(SESSION, ORDER, BTC, RejectionReason.INVALID_PRICE, 0, "no"),
                new OrderUnknown(SESSION, ORDER, BTC, UnknownCause.TIMEOUT, "no answer"),
                new OrderQueued(SESSION, ORDER, BTC, 1_000, "waits", QueueCause.BREAKER_OPEN),
                new OrderExpired(SESSION, ORDER, BTC, null, ExpiryCause.TIME_TO_LIVE, "too late"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void countsWhatBecomesOfAnOrder(OrderEvent event) {
        hear(event);
        hear(event);
        assertEquals(2, counted(event));
    }

    @Test
    void countsEachKindByItself() {
        List<OrderEvent> all = events().toList();
        all.forEach(this::hear);
        assertEquals(
                List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                all.stream().map(this::counted).toList());
    }

    private void hear(OrderEvent event) {
        metrics.onDurable(0, new Event<>("order-events/1", "order", ORDER, AT, 1, SESSION, null, event));
    }

    private double counted(OrderEvent event) {
        String step =
                event.getClass().getSimpleName().substring("Order".length()).toLowerCase(Locale.ROOT);
        return registry.get("trading.orders." + step).counter().count();
    }
}
