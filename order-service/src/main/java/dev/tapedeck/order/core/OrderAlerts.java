package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.kit.decide.AlertDraft;
import dev.tapedeck.kit.decide.Draft;
import java.util.List;
import java.util.Map;

/** What of the orders' life a person should know. */
final class OrderAlerts {
    private OrderAlerts() {}

    static List<Draft> of(Event<?> event) {
        return switch (event.data()) {
            case OrderUnknown unknown ->
                List.of(AlertDraft.of(
                        Service.ORDER,
                        event,
                        unknown.sessionId(),
                        Severity.WARNING,
                        "OrderOutcomeUnknown",
                        "nobody knows yet whether order " + unknown.orderId() + " is at the venue; entries on "
                                + unknown.symbol() + " wait",
                        Map.of(
                                "orderId",
                                unknown.orderId(),
                                "cause",
                                unknown.cause().name(),
                                "detail",
                                unknown.detail())));
            case OrderExpired expired
            when expired.cause() == ExpiryCause.QUEUE_FULL ->
                List.of(AlertDraft.of(
                        Service.ORDER,
                        event,
                        expired.sessionId(),
                        Severity.CRITICAL,
                        "OrderQueueFull",
                        "order " + expired.orderId() + " was not sent: " + expired.detail(),
                        Map.of("orderId", expired.orderId())));
            case VenueStatusChanged status
            when status.breaker() == Breaker.OPEN ->
                List.of(AlertDraft.of(
                        Service.ORDER,
                        event,
                        null,
                        Severity.CRITICAL,
                        "VenueUnavailable",
                        "orders wait, entries are paused: " + status.reason(),
                        Map.of("venue", status.venue())));
            default -> List.of();
        };
    }
}
