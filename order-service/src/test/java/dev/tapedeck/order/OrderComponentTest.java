package dev.tapedeck.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.order.core.Orders;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service against a real broker and a venue that is down. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class OrderComponentTest {
    private TopicProbe probe;

    @BeforeEach
    void awaitReadiness() throws InterruptedException {
        probe = new TopicProbe(BrokerResource.bootstrapServers());
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (RestAssured.get("/q/health/ready").statusCode() != 200) {
            assertTrue(System.nanoTime() < deadline, "the service must be ready within 60 s");
            Thread.sleep(50);
        }
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void anEntryThatADeadVenueCannotTakeWaitsAndExpiresAndSaysWhatCausedIt() {
        probe.writeRaw(Topic.ORDERS.topicName(), "s1", "{not an event".getBytes(StandardCharsets.UTF_8));
        approve(Orders.entry("td-entry"), 1);
        Event<?> expired = probe.await(
                        Topic.ORDER_EVENTS,
                        1,
                        event -> event.data() instanceof OrderExpired
                                && event.subject().equals("td-entry"))
                .getFirst();
        assertEquals(ExpiryCause.TIME_TO_LIVE, ((OrderExpired) expired.data()).cause());
        List<Event<?>> story = story("td-entry");
        assertEquals(OrderIntended.class, story.getFirst().data().getClass());
        assertEquals("orders/td-entry", story.getFirst().causationId());
        assertTrue(
                story.stream().skip(1).allMatch(event -> story.getFirst().id().equals(event.causationId())),
                story::toString);
        assertTrue(story.stream().anyMatch(event -> event.data() instanceof OrderQueued), story::toString);
        assertEquals(
                LongStream.rangeClosed(1, story.size()).boxed().toList(),
                story.stream().map(Event::sequence).toList());
        assertTrue(story.stream().allMatch(event -> "episode".equals(event.correlationId())), story::toString);
        var letter = probe.awaitRecords(Topic.ORDERS.deadLetterTopic(), 1).getFirst();
        assertEquals("order", TopicProbe.header(letter, "dlq-service"));
    }

    @Test
    void aDeadVenueOpensTheBreakerAndAnExitWaitsForItWithoutEnd() {
        approve(Orders.exit("td-exit"), 2);
        probe.await(
                Topic.VENUE_STATUS,
                1,
                event -> event.data() instanceof VenueStatusChanged status && status.breaker() == Breaker.OPEN);
        probe.await(
                Topic.ALERTS,
                1,
                event -> event.data() instanceof AlertRaised alert
                        && alert.kind().equals("VenueUnavailable"));
        probe.await(
                Topic.ORDER_EVENTS,
                1,
                event -> event.subject().equals("td-exit")
                        && event.data() instanceof OrderQueued queued
                        && queued.cause() == QueueCause.BREAKER_OPEN);
        assertTrue(
                story("td-exit").stream()
                        .noneMatch(
                                event -> event.data() instanceof OrderRejected || event.data() instanceof OrderExpired),
                () -> story("td-exit").toString());
    }

    @Test
    void everyCellAcknowledgesAHaltAndNoEntryIsIntendedAfterIt() {
        var halt = new TradingStateChanged(Scope.SESSION, "s2", State.HALTED, false, "ann", "test", null);
        probe.write(
                "SESSION/s2", new Event<>("decision", "position-sync", "SESSION/s2", Orders.T0, 1, null, null, halt));
        List<Event<?>> acknowledged = probe.await(
                Topic.ACKNOWLEDGEMENTS,
                Topic.ORDERS.partitions(),
                event -> event.data() instanceof TradingStateAcknowledged);
        assertEquals(
                List.of("order/0/SESSION/s2", "order/1/SESSION/s2", "order/2/SESSION/s2"),
                acknowledged.stream().map(Event::subject).sorted().toList());
        approve(Orders.entryOf("s2", "td-halted"), 3);
        Event<?> expired = probe.await(
                        Topic.ORDER_EVENTS, 1, event -> event.subject().equals("td-halted"))
                .getFirst();
        assertEquals(ExpiryCause.TRADING_HALTED, ((OrderExpired) expired.data()).cause());
    }

    private void approve(OrderApproved order, long sequence) {
        probe.write(
                order.sessionId(),
                new Event<>(
                        "orders/" + order.orderId(),
                        "risk",
                        order.orderId(),
                        Orders.T0,
                        sequence,
                        "episode",
                        order.signalId(),
                        order));
    }

    private List<Event<?>> story(String orderId) {
        return probe.events(Topic.ORDER_EVENTS).stream()
                .filter(event -> ((OrderEvent) event.data()).orderId().equals(orderId))
                .toList();
    }
}
