package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The venue takes no orders for a while in mid-session, with the patience of minutes pressed into seconds: nothing is lost, and it comes back in order. */
class OutageTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long OUTAGE_MILLIS = 20_000;
    private static final PumpTape ALFA = new PumpTape("ALFA_USDT", 2, 21, 1.25, 150, 60);
    private static final PumpTape BETA = new PumpTape("BETA_USDT", 2, 22, 0.42, 20, 60);

    private static LocalStack stack;

    @BeforeAll
    static void tradeThroughAnOutage() {
        Path tapes = Path.of("target", "tapes", "outage");
        stack = LocalStack.start(
                "outage",
                Map.of(
                        "TAPEDECK_VENUE_BREAKER_DELAY_MILLIS", "4000",
                        "TAPEDECK_VENUE_QUEUE_ENTRY_LIVES_MILLIS", "6000"),
                "--speed",
                "1",
                "--tape",
                ALFA.write(tapes) + "," + BETA.write(tapes),
                "--strategy",
                Path.of("src/test/resources/restless.yaml").toAbsolutePath().toString());
        try {
            awaitFills(4);
            stack.arm(JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", "maintenance")
                    .put("forMillis", OUTAGE_MILLIS));
            Await.until(
                    "the breaker to close again",
                    LIMIT,
                    () -> breakers().size() >= 2
                            && breakers().getLast() == Breaker.CLOSED
                            && breakers().contains(Breaker.OPEN),
                    () -> breakers() + ", the end of the order service's log:\n" + stack.logOf(Member.ORDER));
            awaitFills(fills() + 4);
            stack.pauseTape();
        } catch (RuntimeException | Error failed) {
            stack.close();
            throw failed;
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static void awaitFills(int fills) {
        Await.until(
                fills + " fills",
                LIMIT,
                () -> fills() >= fills,
                () -> fills() + ", the end of the order service's log:\n" + stack.logOf(Member.ORDER));
    }

    private static int fills() {
        return stack.data(Topic.FILLS, FillRecorded.class).size();
    }

    private static List<Breaker> breakers() {
        return stack.data(Topic.VENUE_STATUS, VenueStatusChanged.class).stream()
                .map(VenueStatusChanged::breaker)
                .toList();
    }

    @Test
    void strategiesPauseAndAnAlertGoesOutOnce() {
        assertTrue(stack.data(Topic.SIGNALS, StrategyStateChanged.class).stream()
                .anyMatch(change -> change.reason() == TransitionReason.VENUE_UNAVAILABLE));
        assertEquals(
                1,
                stack.data(Topic.ALERTS, AlertRaised.class).stream()
                        .filter(alert -> alert.kind().equals("VenueUnavailable"))
                        .count());
    }

    @Test
    void exitsWaitAndNoneExpires() {
        Set<String> exits = new HashSet<>();
        stack.data(Topic.ORDER_EVENTS, OrderIntended.class).stream()
                .filter(intended -> intended.order().purpose().reducesOnly())
                .forEach(intended -> exits.add(intended.orderId()));
        assertTrue(
                stack.data(Topic.ORDER_EVENTS, OrderQueued.class).stream()
                        .anyMatch(queued -> exits.contains(queued.orderId())),
                "an exit must have waited");
        assertTrue(stack.data(Topic.ORDER_EVENTS, OrderExpired.class).stream()
                .noneMatch(expired -> exits.contains(expired.orderId())));
    }

    @Test
    void positionsAreComparedBeforeAnythingIsSentAgain() {
        Logged back = last(
                Topic.VENUE_STATUS,
                data -> data instanceof VenueStatusChanged status && status.breaker() == Breaker.CLOSED);
        Logged compared = first(
                Topic.POSITIONS,
                back,
                data -> data instanceof PositionsReconciled reconciled
                        && reconciled.cause().equals("breaker closed"));
        Logged sent = first(Topic.ORDER_EVENTS, back, OrderSubmitted.class::isInstance);
        assertFalse(
                sent.timestamp() < compared.timestamp(), () -> "sent " + sent + " before the comparison " + compared);
    }

    @Test
    void everyOrderOfTheVenueWasIntendedOnceAndEveryFillIsRecorded() {
        Set<String> intended = new HashSet<>();
        stack.data(Topic.ORDER_EVENTS, OrderEvent.class).stream()
                .filter(OrderIntended.class::isInstance)
                .forEach(event -> intended.add(event.orderId()));
        Set<String> placed = new HashSet<>();
        stack.ledger().path("orders").forEach(order -> {
            if (order.has("orderId")) {
                assertTrue(placed.add(order.path("clientId").asText()), () -> "twice: " + order);
            }
        });
        assertTrue(intended.containsAll(placed), () -> placed + " of " + intended);
    }

    private static Logged last(Topic topic, Predicate<EventData> wanted) {
        return stack.events(topic).stream()
                .filter(logged -> wanted.test(data(logged)))
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private static Logged first(Topic topic, Logged after, Predicate<EventData> wanted) {
        return stack.events(topic).stream()
                .filter(logged -> logged.timestamp() >= after.timestamp() && wanted.test(data(logged)))
                .min((one, other) -> Long.compare(one.timestamp(), other.timestamp()))
                .orElseThrow(() -> new AssertionError("nothing like that on " + topic + " after " + after));
    }

    private static EventData data(Logged logged) {
        Event<?> event = logged.event();
        return event.data();
    }
}
