package dev.tapedeck.risk;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.FeedFreshnessApplied;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service against a real broker. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class RiskComponentTest {
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
    void approvesASignalAndSaysWhatCausedIt() {
        Scene scene = open("s-chain", "CHAIN_USDT");
        scene.signal(1, 100);
        Event<?> event = approvals("s-chain", 1).getFirst();
        var approved = (OrderApproved) event.data();
        assertEquals(OrderIds.forSignal(scene.signalId(1)), approved.orderId());
        assertEquals("orders/" + approved.orderId(), event.id());
        assertEquals(scene.signalId(1), event.causationId());
        assertEquals(scene.episode(1), event.correlationId());
        assertEquals("s-chain", event.subject());
        List<Event<?>> story = probe.events(Topic.ORDERS).stream()
                .filter(one -> one.subject().equals("s-chain"))
                .toList();
        assertEquals(
                List.of("AccountOpened", "InstrumentAdmitted", "FeedFreshnessApplied", "OrderApproved"),
                story.stream().map(one -> one.data().getClass().getSimpleName()).toList());
        assertEquals(
                List.of(1L, 2L, 3L, 4L), story.stream().map(Event::sequence).toList());
    }

    @Test
    void buriesPoisonAndDecidesTheNextSignal() {
        Scene scene = open("s-poison", "POISON_USDT");
        probe.writeRaw(Topic.SIGNALS.topicName(), "s-poison", "{not an event".getBytes(StandardCharsets.UTF_8));
        new Scene(probe, "s-nobody", scene.symbol()).signal(1, 100);
        scene.signal(1, 100);
        assertEquals(1, approvals("s-poison", 1).size());
        var letters = probe.awaitRecords(Topic.SIGNALS.deadLetterTopic(), 2);
        assertTrue(
                letters.stream()
                        .anyMatch(letter -> new String(letter.value(), StandardCharsets.UTF_8).equals("{not an event")),
                letters::toString);
        assertTrue(
                letters.stream()
                        .anyMatch(letter -> String.valueOf(TopicProbe.header(letter, "dlq-cause"))
                                .contains("s-nobody")),
                letters::toString);
        letters.forEach(letter -> assertEquals("risk", TopicProbe.header(letter, "dlq-service")));
    }

    @Test
    void tellsItsOperatorHowFarItIs() {
        RestAssured.get("/tapedeck/progress")
                .then()
                .statusCode(200)
                .body("stage", equalTo("risk"))
                .body("ready", equalTo(true));
    }

    private Scene open(String session, String symbol) {
        var scene = new Scene(probe, session, Symbol.of(symbol));
        scene.open(RiskLimits.DEFAULTS);
        probe.await(
                Topic.ORDERS,
                1,
                event -> event.data() instanceof FeedFreshnessApplied applied
                        && applied.sessionId().equals(session));
        return scene;
    }

    private List<Event<?>> approvals(String session, int count) {
        return probe.await(
                Topic.ORDERS,
                count,
                event -> event.data() instanceof OrderApproved
                        && ((RiskEvent) event.data()).sessionId().equals(session));
    }
}
