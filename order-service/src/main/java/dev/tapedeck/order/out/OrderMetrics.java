package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.kit.stream.Reactor;
import dev.tapedeck.order.core.OrderBook;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what becomes of orders on its way to the desk. Safe for use by many threads. */
public final class OrderMetrics implements Reactor<OrderBook> {
    private final VenueDesk desk;
    private final MeterRegistry registry;
    private final AtomicInteger breaker = new AtomicInteger();

    public OrderMetrics(VenueDesk desk, MeterRegistry registry) {
        this.desk = desk;
        this.registry = registry;
        Gauge.builder("trading.orders.waiting", desk, VenueDesk::waiting)
                .description("Orders that are to go to the venue and did not yet")
                .register(registry);
        Gauge.builder("trading.orders.unresolved", desk, VenueDesk::unknown)
                .description("Orders of which nobody knows whether the venue has them")
                .register(registry);
        Gauge.builder("trading.circuit.breaker.state", breaker, AtomicInteger::get)
                .description("0 closed, 1 open, 2 half open")
                .tag("service", "venue")
                .register(registry);
    }

    /** The circuit breaker to the venue changed its state. */
    public void onBreaker(Breaker state) {
        breaker.set(
                switch (state) {
                    case CLOSED -> 0;
                    case OPEN -> 1;
                    case HALF_OPEN -> 2;
                });
    }

    @Override
    public void onDurable(int cell, Event<?> event) {
        switch (event.data()) {
            case OrderSubmitted submitted -> count("submitted", submitted);
            case OrderFilled filled -> count("filled", filled);
            case OrderCancelled cancelled -> count("cancelled", cancelled);
            case OrderRejected rejected ->
                count("rejected", rejected, rejected.reason().name());
            case OrderUnknown unknown ->
                count("unknown", unknown, unknown.cause().name());
            case OrderQueued queued -> count("queued", queued, String.valueOf(queued.cause()));
            case OrderExpired expired -> count("expired", expired, String.valueOf(expired.cause()));
            default -> {
                // Neither a step that fails nor one that ends an order.
            }
        }
        desk.onDurable(cell, event);
    }

    @Override
    public void onRestored(int cell, OrderBook state) {
        desk.onRestored(cell, state);
    }

    @Override
    public void onLost(int cell) {
        desk.onLost(cell);
    }

    @Override
    public int inFlight() {
        return desk.inFlight();
    }

    private void count(String step, OrderEvent event) {
        registry.counter("trading.orders." + step, "symbol", event.symbol().name())
                .increment();
    }

    private void count(String step, OrderEvent event, String reason) {
        registry.counter("trading.orders." + step, "symbol", event.symbol().name(), "reason", reason)
                .increment();
    }
}
