package dev.tapedeck.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.order.core.Orders;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    void rejectsAnEntryThatADeadVenueCannotTakeAndSaysWhatCausedIt() {
        probe.writeRaw(Topic.ORDERS.topicName(), "s1", "{not an event".getBytes(StandardCharsets.UTF_8));
        approve(Orders.entry("td-entry"), 1);
        Event<?> rejected = probe.await(
                        Topic.ORDER_EVENTS,
                        1,
                        event -> event.data() instanceof OrderRejected
                                && event.subject().equals("td-entry"))
                .getFirst();
        assertEquals(RejectionReason.VENUE_UNAVAILABLE, ((OrderRejected) rejected.data()).reason());
        List<Event<?>> story = story("td-entry");
        assertEquals(
                List.of(OrderIntended.class, OrderSubmitted.class, OrderRejected.class),
                story.stream().map(event -> event.data().getClass()).toList());
        assertEquals(
                List.of(
                        "orders/td-entry",
                        story.getFirst().id(),
                        story.getFirst().id()),
                story.stream().map(Event::causationId).toList());
        assertEquals(List.of(1L, 2L, 3L), story.stream().map(Event::sequence).toList());
        assertTrue(story.stream().allMatch(event -> "episode".equals(event.correlationId())), story::toString);
        var letter = probe.awaitRecords(Topic.ORDERS.deadLetterTopic(), 1).getFirst();
        assertEquals("order", TopicProbe.header(letter, "dlq-service"));
    }

    @Test
    void keepsTryingToGetOut() {
        approve(Orders.exit("td-exit"), 2);
        List<Event<?>> attempts = probe.await(
                Topic.ORDER_EVENTS,
                3,
                event -> event.data() instanceof OrderSubmitted
                        && event.subject().equals("td-exit"));
        assertEquals(
                List.of(1, 2, 3),
                attempts.stream()
                        .limit(3)
                        .map(event -> ((OrderSubmitted) event.data()).attempt())
                        .toList());
        assertTrue(story("td-exit").stream().noneMatch(event -> event.data() instanceof OrderRejected));
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
