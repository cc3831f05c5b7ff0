package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.PositionEvent.FlattenProgressed;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.log.Acknowledgements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A session through trouble, with the patience of minutes pressed into seconds: answers are lost, the venue's clock moves, others move positions, the venue takes no call until it does again, an operator flattens, and then everything of
 * ours dies.
 */
class SafetyTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int STRATEGIES = 8;
    private static final List<String> SYMBOLS_TRADED = List.of("ALFA", "BETA", "GAMA", "DELT");
    private static final String FOREIGN = "ALFA_USDT";
    private static final int FOREIGN_CONTRACTS = 5;
    private static final int LONG = 1;
    private static final int SHORT = 2;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int CLOCK_MOVED_MILLIS = 20_000;
    private static final long AS_LONG_AS_POSSIBLE = 600_000;
    private static final long TICKS_AFTER_RESTART = 60;

    private static LocalStack stack;
    private static String flattened = "";

    @BeforeAll
    static void goThroughTrouble() {
        Path tapes = Path.of("target", "tapes", "safety");
        stack = LocalStack.start(
                "safety",
                Map.of(
                        "TAPEDECK_VENUE_BREAKER_DELAY_MILLIS", "4000",
                        "TAPEDECK_VENUE_QUEUE_ENTRY_LIVES_MILLIS", "4000",
                        "TAPEDECK_VENUE_POSITIONS_INTERVAL_MILLIS", "2000"),
                "--speed",
                "1",
                "--tape",
                SYMBOLS_TRADED.stream()
                        .map(name -> new PumpTape(name + "_USDT", 2, name.hashCode(), 1.25, 150, 60).write(tapes))
                        .collect(Collectors.joining(",")),
                "--strategy",
                strategies(tapes));
        try {
            loseAnswers();
            moveTheClock();
            letOthersMovePositions();
            loseTheVenueForAWhile();
            flatten();
            dieAndComeBack();
        } catch (RuntimeException | Error failed) {
            stack.close();
            throw failed;
        }
    }

    /** Many that trade seldom, each in a rhythm of its own: together they have an order under way nearly always, and none meets its limit of entries a minute. */
    private static String strategies(Path directory) {
        try {
            Files.createDirectories(directory);
            String text = Files.readString(Path.of("src/test/resources/restless.yaml"));
            var files = new ArrayList<String>();
            for (int i = 0; i < STRATEGIES; i++) {
                Path file = directory.resolve("restless-" + i + ".yaml").toAbsolutePath();
                Files.writeString(
                        file,
                        text.replace("id: restless", "id: restless-" + i)
                                .replace("cooldownSeconds: 17", "cooldownSeconds: " + (17 + 2 * i)));
                files.add(file.toString());
            }
            return String.join(",", files);
        } catch (IOException failed) {
            throw new UncheckedIOException("strategies could not be written to " + directory, failed);
        }
    }

    /** One answer after the other, and with each the push that would tell the same, until an entry and an exit were among the orders that nobody answered. */
    private static void loseAnswers() {
        await("an entry and an exit without an answer", () -> {
            loseAnAnswer();
            return unknown().stream().anyMatch(exits()::contains) && !exits().containsAll(unknown());
        });
        stack.clearFaults();
    }

    private static void loseAnAnswer() {
        long before = unknown().size();
        stack.arm(JsonNodeFactory.instance
                .objectNode()
                .put("kind", "silent-private")
                .put("forMillis", SILENCE_MILLIS));
        stack.arm(JsonNodeFactory.instance.objectNode().put("kind", "lose-ack").put("count", 1));
        await("an order without an answer", () -> unknown().size() > before);
    }

    /** The venue's clock moves until ours has followed, and moves back while nobody knows what became of an order. */
    private static void moveTheClock() {
        stack.arm(JsonNodeFactory.instance
                .objectNode()
                .put("kind", "clock-skew")
                .put("millis", CLOCK_MOVED_MILLIS)
                .put("forMillis", AS_LONG_AS_POSSIBLE));
        await("a request to be refused for its time", () -> stack.struck("clock-skew") > 0);
        int before = fills();
        await("trading to go on by the venue's clock", () -> fills() >= before + SYMBOLS_TRADED.size());
        loseAnAnswer();
        stack.clearFaults();
        await("every order to be found", () -> ended().containsAll(unknown()));
    }

    private static void letOthersMovePositions() {
        assertTrue(stack.movePosition(FOREIGN, SHORT, "open", FOREIGN_CONTRACTS));
        awaitCorrection(MismatchKind.EXTERNAL_OPEN);
        assertTrue(stack.movePosition(FOREIGN, SHORT, "close", FOREIGN_CONTRACTS));
        awaitCorrection(MismatchKind.EXTERNAL_CLOSE);
        await(
                "the venue to liquidate what a strategy holds",
                () -> SYMBOLS_TRADED.stream()
                        .anyMatch(symbol -> stack.movePosition(symbol + "_USDT", LONG, "liquidate", 1)));
        awaitCorrection(MismatchKind.LIQUIDATION);
    }

    /** A mismatch that is only said may be over before anybody explains it. */
    private static void awaitCorrection(MismatchKind kind) {
        await(
                "a correction for " + kind,
                () -> stack.data(Topic.POSITIONS, PositionCorrected.class).stream()
                        .anyMatch(correction -> correction.kind() == kind));
    }

    private static void loseTheVenueForAWhile() {
        await("something to hold and something to enter", () -> held() > 0 && held() <= SYMBOLS_TRADED.size() / 2);
        stack.arm(
                JsonNodeFactory.instance.objectNode().put("kind", "maintenance").put("forMillis", AS_LONG_AS_POSSIBLE));
        await("the breaker to open", () -> breakers().contains(Breaker.OPEN));
        await("an exit to wait", () -> !Set.copyOf(queued()).stream().noneMatch(exits()::contains));
        await("an entry to be over", () -> !expired().isEmpty());
        await("the watchdog to halt", () -> watchdog().contains(State.HALTED));
        stack.clearFaults();
        await("the breaker to close", () -> breakers().getLast() == Breaker.CLOSED);
        await("the watchdog to let go", () -> watchdog().getLast() == State.ACTIVE);
        int fills = fills();
        await("trading to go on", () -> fills() >= fills + SYMBOLS_TRADED.size());
    }

    private static void flatten() {
        await("something to flatten", () -> held() > 0);
        String commandId = stack.ask(
                        "/api/trading/state",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("scope", "GLOBAL")
                                .put("state", "HALTED")
                                .put("flatten", true)
                                .put("confirm", "FLATTEN")
                                .put("why", "a drill"))
                .path("commandId")
                .asText();
        flattened = commandId + "/decided";
        await("everybody to obey", () -> acknowledged().size() >= Acknowledgements.expected());
        await(
                "nothing to be held",
                () -> stack.data(Topic.POSITIONS, FlattenProgressed.class).stream()
                        .anyMatch(
                                progress -> progress.decisionId().equals(flattened) && progress.positionsLeft() == 0));
    }

    private static void dieAndComeBack() {
        stack.killServicesAndAwaitReady(() -> {});
        long before = ticks();
        await("the market to go on", () -> ticks() > before + TICKS_AFTER_RESTART);
        stack.pauseTape();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void noServiceEndedByItself() {
        Member.services().forEach(service -> assertEquals(List.of(), stack.lastWords(service), service.displayName()));
    }

    @Test
    void anOrderWithoutAnAnswerIsFoundAtTheVenueAndEndsAsAnyOther() {
        assertTrue(ended().containsAll(unknown()), () -> unknown() + " of " + ended());
    }

    @Test
    void whatOthersDidIsNamedAlarmedAndFollowedByRiskAndStrategy() {
        assertTrue(mismatches()
                .containsAll(
                        List.of(MismatchKind.EXTERNAL_OPEN, MismatchKind.EXTERNAL_CLOSE, MismatchKind.LIQUIDATION)));
        assertTrue(alerts("PositionMismatch") >= 3);
        List<Quantity> foreign = stack.data(Topic.ORDERS, ExposureChanged.class).stream()
                .filter(change -> change.strategyId().equals("external"))
                .map(ExposureChanged::position)
                .toList();
        assertEquals(Quantity.of(FOREIGN_CONTRACTS), foreign.getFirst());
        assertEquals(Quantity.ZERO, foreign.getLast());
        assertTrue(stack.data(Topic.SIGNALS, StrategyStateChanged.class).stream()
                .anyMatch(change -> change.reason() == TransitionReason.POSITION_CLOSED_ELSEWHERE
                        && change.detail().startsWith("LIQUIDATION")));
    }

    @Test
    void strategiesPauseAndAnAlertGoesOutOnce() {
        assertTrue(stack.data(Topic.SIGNALS, StrategyStateChanged.class).stream()
                .anyMatch(change -> change.reason() == TransitionReason.VENUE_UNAVAILABLE));
        assertEquals(1, alerts("VenueUnavailable"));
    }

    @Test
    void entriesThatWaitAreOverWithAReasonAndNoExitEverIs() {
        assertTrue(
                expired().stream().noneMatch(order -> exits().contains(order.orderId())),
                () -> expired().toString());
        assertTrue(
                expired().stream().allMatch(order -> order.cause() != null),
                () -> expired().toString());
    }

    @Test
    void theWatchdogHaltsWhileTheVenueSaysNothingAndItsHaltEndsByItself() {
        assertEquals(List.of(State.HALTED, State.ACTIVE), watchdog());
        assertEquals(1, alerts("WatchdogHalted"));
    }

    @Test
    void positionsAreComparedBeforeAnythingIsSentAndNoWaitingExitGoesAfterAnEntry() {
        Logged lost = last(
                Topic.VENUE_STATUS,
                data -> data instanceof VenueStatusChanged status && status.breaker() == Breaker.OPEN);
        Logged back = stack.events(Topic.VENUE_STATUS).stream()
                .filter(logged -> logged.offset() > lost.offset())
                .filter(logged -> logged.event().data() instanceof VenueStatusChanged status
                        && status.breaker() == Breaker.CLOSED)
                .findFirst()
                .orElseThrow();
        Set<String> exits = exits();
        long compared = appended(Topic.POSITIONS, lost, PositionsReconciled.class::isInstance)
                .min()
                .orElseThrow();
        long entry = appended(
                        Topic.ORDER_EVENTS,
                        back,
                        data -> data instanceof OrderSubmitted sent && !exits.contains(sent.orderId()))
                .min()
                .orElseThrow();
        assertFalse(entry < compared, () -> "an entry at " + entry + " before the comparison at " + compared);
        Set<String> waited = stack.events(Topic.ORDER_EVENTS).stream()
                .filter(logged -> logged.timestamp() >= lost.timestamp() && logged.timestamp() <= back.timestamp())
                .map(logged -> logged.event().data())
                .filter(data -> data instanceof OrderQueued queued && exits.contains(queued.orderId()))
                .map(data -> ((OrderQueued) data).orderId())
                .collect(Collectors.toSet());
        for (String exit : waited) {
            appended(
                            Topic.ORDER_EVENTS,
                            lost,
                            data -> data instanceof OrderSubmitted one
                                    && one.orderId().equals(exit))
                    .min()
                    .ifPresent(sent -> {
                        assertFalse(sent < compared, () -> exit + " at " + sent + " before " + compared);
                        assertFalse(entry < sent, () -> "an entry at " + entry + " before " + exit + " at " + sent);
                    });
        }
    }

    @Test
    void everyOrderOfTheVenueWasIntendedAndIsThereOnce() {
        Set<String> intended = stack.data(Topic.ORDER_EVENTS, OrderIntended.class).stream()
                .map(OrderIntended::orderId)
                .collect(Collectors.toSet());
        var placed = new HashSet<String>();
        ours().forEach(order -> assertTrue(placed.add(order.path("clientId").asText()), () -> "twice: " + order));
        assertTrue(intended.containsAll(placed), () -> placed + " of " + intended);
    }

    @Test
    void flatteningLeavesNothingAtTheVenue() {
        JsonNode account = stack.ledger().path("accounts").path(0);
        assertEquals(0, account.path("positions").size(), account::toString);
        assertEquals(0, account.path("openStops").asInt(-1));
        assertEquals(0, account.path("openOrders").asInt(-1));
    }

    @Test
    void noEntryReachesTheVenueAfterTheLastAcknowledgementNotEvenAfterARestartOfEverything() {
        long obeyed = acknowledged().stream().mapToLong(Logged::timestamp).max().orElseThrow();
        assertEquals(
                List.of(),
                ours().filter(order -> order.path("receivedAtWallMicros").asLong() / 1_000 > obeyed)
                        .filter(order ->
                                !exits().contains(order.path("clientId").asText()))
                        .toList());
        assertEquals(
                State.HALTED,
                stack.data(Topic.TRADING_STATE, TradingStateChanged.class)
                        .getLast()
                        .state());
    }

    private static void await(String what, BooleanSupplier holds) {
        Await.until(
                what,
                LIMIT,
                holds,
                () -> "the end of the order service's log:\n" + stack.logOf(Member.ORDER)
                        + "\nand of position-sync's:\n" + stack.logOf(Member.POSITION_SYNC));
    }

    private static int held() {
        return stack.ledger().path("accounts").path(0).path("positions").size();
    }

    private static int fills() {
        return stack.data(Topic.FILLS, FillRecorded.class).size();
    }

    private static long ticks() {
        return stack.counts(List.of(Topic.TICKS.topicName())).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Set<String> unknown() {
        return stack.data(Topic.ORDER_EVENTS, OrderUnknown.class).stream()
                .map(OrderUnknown::orderId)
                .collect(Collectors.toSet());
    }

    private static List<MismatchKind> mismatches() {
        return stack.data(Topic.POSITIONS, PositionMismatched.class).stream()
                .map(PositionMismatched::kind)
                .toList();
    }

    private static List<Breaker> breakers() {
        return stack.data(Topic.VENUE_STATUS, VenueStatusChanged.class).stream()
                .map(VenueStatusChanged::breaker)
                .toList();
    }

    private static List<State> watchdog() {
        return stack.data(Topic.TRADING_STATE, TradingStateChanged.class).stream()
                .filter(changed -> changed.who().equals("watchdog"))
                .map(TradingStateChanged::state)
                .toList();
    }

    private static Set<String> ended() {
        return stack.data(Topic.ORDER_EVENTS, OrderEvent.class).stream()
                .filter(event -> event instanceof OrderFilled || event instanceof OrderCancelled)
                .map(OrderEvent::orderId)
                .collect(Collectors.toSet());
    }

    private static List<String> queued() {
        return stack.data(Topic.ORDER_EVENTS, OrderQueued.class).stream()
                .map(OrderQueued::orderId)
                .toList();
    }

    private static List<OrderExpired> expired() {
        return stack.data(Topic.ORDER_EVENTS, OrderExpired.class);
    }

    private static Set<String> exits() {
        return stack.data(Topic.ORDER_EVENTS, OrderIntended.class).stream()
                .filter(intended -> intended.order().purpose().reducesOnly())
                .map(OrderIntended::orderId)
                .collect(Collectors.toSet());
    }

    private static List<Logged> acknowledged() {
        return stack.events(Topic.ACKNOWLEDGEMENTS).stream()
                .filter(logged -> logged.event().data() instanceof TradingStateAcknowledged obeyed
                        && obeyed.decisionId().equals(flattened))
                .toList();
    }

    private static long alerts(String kind) {
        return stack.data(Topic.ALERTS, AlertRaised.class).stream()
                .filter(alert -> alert.kind().equals(kind))
                .count();
    }

    /** Returns the orders that we made at the venue; what its stops made has no client id. */
    private static Stream<JsonNode> ours() {
        return stack.ledger()
                .path("orders")
                .valueStream()
                .filter(order ->
                        order.has("orderId") && !order.path("clientId").asText().isEmpty());
    }

    private static Logged last(Topic topic, Predicate<EventData> wanted) {
        return stack.events(topic).stream()
                .filter(logged -> wanted.test(logged.event().data()))
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    /** Returns when such events were appended, of those that are not older than another. */
    private static LongStream appended(Topic topic, Logged since, Predicate<EventData> wanted) {
        return stack.events(topic).stream()
                .filter(logged -> logged.timestamp() >= since.timestamp()
                        && wanted.test(logged.event().data()))
                .mapToLong(Logged::timestamp);
    }
}
