package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.gateway.Story;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingOrderTest {
    private static final Instant LATER = Story.START.plusSeconds(5);
    private static final Instant NOW = Story.START.plusSeconds(30);

    private final ReadModel model = new ReadModel(new Capacity(50, 10, 10, 10));
    private final Story story = new Story("s-1", "BTC_USDT");
    private final Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 5, Story.START), 2.5));
    private final Event<?> intended = story.intended("o-1", story.approved("o-1", signal));

    @BeforeEach
    void intend() {
        fold(intended);
    }

    private void fold(Event<?> event) {
        model.fold(event, event.time());
    }

    private void queue(Instant at, QueueCause cause) {
        fold(story.queued("o-1", intended, at, cause, 300_000));
    }

    @Test
    void anOrderThatIsQueuedWaitsWithItsPurposeAndCause() {
        queue(LATER, QueueCause.BREAKER_OPEN);
        assertEquals(
                List.of(new WaitingOrder(
                        "o-1",
                        "s-1",
                        "pump",
                        Symbol.of("BTC_USDT"),
                        Purpose.ENTRY,
                        Direction.LONG,
                        Quantity.of(100),
                        LATER,
                        25_000,
                        LATER.plusSeconds(300),
                        QueueCause.BREAKER_OPEN,
                        "it cannot go now")),
                model.waitingOrders(NOW));
    }

    @Test
    void anOrderThatWaitsForAnotherReasonHasWaitedSinceTheFirst() {
        queue(LATER, QueueCause.BREAKER_OPEN);
        fold(story.submitted("o-1", intended));
        queue(NOW, QueueCause.VENUE_UNAVAILABLE);
        assertEquals(
                List.of(LATER),
                model.waitingOrders(NOW).stream().map(WaitingOrder::since).toList());
    }

    @Test
    void anOrderThatMayWaitForEverDoesNotExpire() {
        fold(story.queued("o-1", intended, LATER, QueueCause.RECONCILING, 0));
        assertEquals(
                1,
                model.waitingOrders(NOW).stream()
                        .filter(order -> order.expiresAt() == null)
                        .count());
    }

    @Test
    void anOrderThatIsOnItsWayDoesNotWait() {
        queue(LATER, QueueCause.BREAKER_OPEN);
        fold(story.submitted("o-1", intended));
        assertEquals(List.of(), model.waitingOrders(NOW));
    }

    @Test
    void theOrderThatWaitsForTheLongestTimeIsFirst() {
        queue(NOW, QueueCause.BREAKER_OPEN);
        Event<?> other = story.intended("o-2", story.approved("o-2", signal));
        fold(other);
        fold(story.queued("o-2", other, LATER, QueueCause.BREAKER_OPEN, 0));
        assertEquals(
                List.of("o-2", "o-1"),
                model.waitingOrders(NOW).stream().map(WaitingOrder::orderId).toList());
    }
}
