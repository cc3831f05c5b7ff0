package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Member;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One free-running session in which records that nobody can read appear on the log and each of the seven services is killed once. In the end the log has no gap
 * and no contradiction, and the venue was asked for exactly what was decided.
 */
class RecoveryTest {
    private static final String SESSION = "recovery-1";
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(1);
    private static final Duration TRADE_LIMIT = Duration.ofMinutes(2);
    private static final PumpTape ALFA = new PumpTape("ALFA_USDT", 2, 21, 1.25, 150, 60);
    private static final PumpTape BETA = new PumpTape("BETA_USDT", 2, 22, 0.42, 20, 60);
    private static final List<Topic> POISONED =
            List.of(Topic.TICKS, Topic.INDICATORS, Topic.SIGNALS, Topic.ORDERS, Topic.FILLS, Topic.SESSIONS);
    private static final String POISON = "{\"id\":\"poison\",\"type\":";

    private static LocalStack stack;

    @BeforeAll
    static void playKillAndSettle() throws ExecutionException, InterruptedException {
        stack = startTrading();
        try {
            poison();
            awaitFills("after records that nobody can read", 1);
            killEachService();
            awaitFills("after every service was killed", 2);
            stack.stopSession(SESSION);
            awaitVenueFlat();
            stack.pauseTape();
            awaitLogHasWhatTheVenueDid();
            Await.until(
                    "every approved order is over",
                    SETTLE_LIMIT,
                    () -> over().equals(approvedIds()),
                    () -> "approved " + approvedIds() + ", over " + over() + ", the end of the order service's log:\n"
                            + stack.logOf(Member.ORDER));
        } catch (RuntimeException | Error failed) {
            stack.close();
            throw failed;
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static LocalStack startTrading() {
        Path tapes = Path.of("target", "tapes", "recovery");
        return LocalStack.start(
                "recovery",
                "--speed",
                "20",
                "--session",
                SESSION,
                "--tape",
                ALFA.write(tapes) + "," + BETA.write(tapes),
                "--strategy",
                Path.of("src/test/resources/short-rider.yaml").toAbsolutePath().toString());
    }

    private static void poison() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (Topic topic : POISONED) {
                String key = topic.key().equals("symbol") ? ALFA.symbol() : SESSION;
                producer.send(new ProducerRecord<>(topic.topicName(), key, POISON.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private static void awaitFills(String when, int more) {
        int before = fills().size();
        Await.until(
                more + " more fills " + when,
                TRADE_LIMIT,
                () -> fills().size() >= before + more,
                () -> before + " before, " + fills().size() + " now; counts " + counts()
                        + "; the end of the order service's log:\n" + stack.logOf(Member.ORDER));
    }

    private static void killEachService() {
        var millis = new EnumMap<Member, Long>(Member.class);
        for (Member service : List.of(
                Member.INDICATOR,
                Member.STRATEGY,
                Member.RISK,
                Member.ORDER,
                Member.POSITION_SYNC,
                Member.MARKET_DATA,
                Member.GATEWAY)) {
            millis.put(service, stack.killAndAwaitReady(service));
        }
        System.out.println("Milliseconds from kill -9 to ready again: " + millis);
    }

    private static void awaitVenueFlat() {
        Await.until(
                "the venue holds no position and no order after the session was stopped",
                SETTLE_LIMIT,
                () -> isFlat(stack.ledger()),
                () -> stack.ledger().path("accounts") + "; the end of the order service's log:\n"
                        + stack.logOf(Member.ORDER));
    }

    private static boolean isFlat(JsonNode ledger) {
        return StreamSupport.stream(ledger.path("accounts").spliterator(), false)
                .allMatch(account -> account.path("positions").isEmpty()
                        && account.path("openOrders").asInt(-1) == 0);
    }

    private static void awaitLogHasWhatTheVenueDid() {
        Await.until(
                "the log has every fill of the venue and every position is confirmed",
                SETTLE_LIMIT,
                () -> fillIds().equals(venueFillIds())
                        && newestPositions().values().stream()
                                .allMatch(position -> position.agrees() && position.venue() != null),
                () -> "log " + fillIds() + ", venue " + venueFillIds() + ", positions " + newestPositions());
    }

    private static List<FillRecorded> fills() {
        return stack.data(Topic.FILLS, FillRecorded.class);
    }

    private static Set<String> fillIds() {
        var ids = new TreeSet<String>();
        fills().forEach(fill -> ids.add(fill.fillId()));
        return ids;
    }

    private static Set<String> venueFillIds() {
        var ids = new TreeSet<String>();
        stack.ledger().path("fills").forEach(fill -> ids.add(fill.path("id").asText()));
        return ids;
    }

    private static Map<String, Long> counts() {
        return stack.counts(Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    private static Map<String, PositionChanged> newestPositions() {
        var newest = new TreeMap<String, PositionChanged>();
        stack.data(Topic.POSITIONS, PositionChanged.class)
                .forEach(position -> newest.put(position.symbol() + " " + position.direction(), position));
        return newest;
    }

    @Test
    void countsEverySubjectsEventsWithoutGapOrContradiction() {
        var repeats = new TreeMap<String, Integer>();
        assertAll(Arrays.stream(Topic.values()).map(topic -> () -> checkSequences(topic, repeats)));
        System.out.println("Records that were written twice: " + repeats);
    }

    private static void checkSequences(Topic topic, Map<String, Integer> repeats) {
        var bySubject = new HashMap<String, List<Logged>>();
        for (Logged logged : stack.events(topic)) {
            String subject = logged.event().source() + " " + logged.event().subject();
            bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(logged);
        }
        bySubject.forEach((subject, events) -> {
            var first = new HashMap<Long, Logged>();
            long last = 0;
            for (Logged logged : events) {
                long sequence = logged.event().sequence();
                Logged same = first.putIfAbsent(sequence, logged);
                if (same != null) {
                    assertEquals(same.event(), logged.event(), () -> "two events with one sequence: " + same + logged);
                    repeats.merge(topic.topicName(), 1, Integer::sum);
                } else {
                    assertEquals(
                            last + 1,
                            sequence,
                            () -> topic + " of " + subject + " must count on without a gap: " + logged);
                    last = sequence;
                }
            }
        });
    }

    /** Save one that never left, which is said with its reason: an entry that had to wait and was given up, an order whose sender was killed between its intent and the venue. */
    @Test
    void sendsEveryApprovedOrderToTheVenueOnceAndNoOther() {
        var approved = new TreeMap<String, Integer>();
        approvedIds().forEach(order -> approved.put(order, 1));
        neverLeft().forEach(approved::remove);
        var placed = new TreeMap<String, Integer>();
        for (JsonNode order : stack.ledger().path("orders")) {
            if (order.has("orderId")) {
                placed.merge(order.path("clientId").asText(), 1, Integer::sum);
            }
        }
        assertFalse(approved.isEmpty(), "the session must have traded");
        assertEquals(
                approved,
                placed,
                () -> "ledger " + stack.ledger().path("orders") + ", our own events "
                        + stack.data(Topic.ORDER_EVENTS, OrderEvent.class));
    }

    private static Set<String> approvedIds() {
        return stack.data(Topic.ORDERS, OrderApproved.class).stream()
                .map(OrderApproved::orderId)
                .collect(Collectors.toSet());
    }

    private static Set<String> neverLeft() {
        return stack.data(Topic.ORDER_EVENTS, OrderEvent.class).stream()
                .filter(event -> event instanceof OrderExpired
                        || (event instanceof OrderRejected rejected
                                && rejected.reason() == RejectionReason.NOT_FOUND_AT_VENUE))
                .map(OrderEvent::orderId)
                .collect(Collectors.toSet());
    }

    private static Set<String> over() {
        return stack.data(Topic.ORDER_EVENTS, OrderEvent.class).stream()
                .filter(event -> switch (event) {
                    case OrderFilled ignored -> true;
                    case OrderCancelled ignored -> true;
                    case OrderRejected ignored -> true;
                    case OrderExpired ignored -> true;
                    default -> false;
                })
                .map(OrderEvent::orderId)
                .collect(Collectors.toSet());
    }

    @Test
    void recordsTheFillsThatTheVenueMade() {
        assertFalse(fillIds().isEmpty(), "the session must have traded");
        assertEquals(venueFillIds(), fillIds());
        assertEquals(fillIds().size(), fills().size(), "each fill once");
    }

    @Test
    void agreesWithTheVenueOnEveryPosition() {
        assertFalse(newestPositions().isEmpty(), "the session must have traded");
        newestPositions().values().forEach(position -> {
            assertTrue(position.agrees(), position::toString);
            assertTrue(position.quantity().isZero(), position::toString);
        });
    }

    @Test
    void putsAsideWhatNobodyCanRead() {
        assertAll(POISONED.stream().map(topic -> () -> {
            long letters =
                    stack.deadLetters(topic).stream().filter(POISON::equals).count();
            assertTrue(
                    letters >= 1,
                    () -> topic.deadLetterTopic() + " must hold the poison, holds " + stack.deadLetters(topic));
        }));
    }
}
