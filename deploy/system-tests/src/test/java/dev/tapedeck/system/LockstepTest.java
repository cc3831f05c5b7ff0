package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same tape twice in lockstep, each time from an empty log: the same decisions, and whole trades from the tick to the closed position. */
class LockstepTest {
    private static final Duration PLAY_LIMIT = Duration.ofMinutes(5);
    private static final Duration AGREEMENT_LIMIT = Duration.ofSeconds(30);
    private static final String SESSION = "lockstep-1";
    private static final PumpTape ALFA = new PumpTape("ALFA_USDT", 1, 11, 1.25, 150, 1);
    private static final PumpTape BETA = new PumpTape("BETA_USDT", 1, 12, 0.42, 165, 1);

    private static final Path TAPES = Path.of("target", "tapes", "lockstep");
    private static final Path STRATEGY =
            Path.of("src/test/resources/short-rider.yaml").toAbsolutePath();

    private static Run first;
    private static Run second;

    /** What one run left on the log and at the venue. */
    private record Run(
            Map<Topic, List<Logged>> log,
            List<List<Logged>> fillChains,
            Map<String, PositionChanged> positions,
            JsonNode ledger) {
        List<Logged> fromTape(Topic topic) {
            return events(topic, Run::isOfTape);
        }

        /** What the start of the session made, before the tape moved. */
        List<Logged> beforeTape(Topic topic) {
            return events(topic, logged -> !isOfTape(logged));
        }

        private List<Logged> events(Topic topic, Predicate<Logged> which) {
            return log.getOrDefault(topic, List.of()).stream().filter(which).toList();
        }

        private static boolean isOfTape(Logged logged) {
            return !logged.event().time().isBefore(PumpTape.START)
                    && logged.event().time().isBefore(ALFA.end());
        }
    }

    @BeforeAll
    static void playTwice() {
        first = play();
        second = play();
    }

    private static Run play() {
        try (LocalStack stack = LocalStack.start(
                "lockstep",
                "--speed",
                "lockstep",
                "--session",
                SESSION,
                "--tape",
                ALFA.write(TAPES) + "," + BETA.write(TAPES),
                "--strategy",
                STRATEGY.toString())) {
            stack.awaitLockstepEnd(PLAY_LIMIT);
            Map<Topic, List<Logged>> log =
                    List.of(Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS, Topic.FILLS).stream()
                            .collect(Collectors.toMap(topic -> topic, stack::events));
            Await.until(
                    "the venue has confirmed every position",
                    AGREEMENT_LIMIT,
                    () -> newest(stack).values().stream()
                            .allMatch(position -> position.venue() != null
                                    && position.venue().quantity().equals(position.quantity())),
                    () -> newest(stack).toString());
            var chain = new CausalChain(stack);
            List<List<Logged>> chains = log.getOrDefault(Topic.FILLS, List.of()).stream()
                    .map(chain::of)
                    .toList();
            return new Run(log, chains, newest(stack), stack.ledger());
        }
    }

    private static Map<String, PositionChanged> newest(LocalStack stack) {
        var newest = new TreeMap<String, PositionChanged>();
        stack.data(Topic.POSITIONS, PositionChanged.class)
                .forEach(position -> newest.put(position.symbol() + " " + position.direction(), position));
        return newest;
    }

    @Test
    void decidesTheSameTwice() {
        assertAll(List.of(Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS, Topic.FILLS).stream()
                .map(topic -> () -> {
                    assertFalse(first.fromTape(topic).isEmpty(), topic + " must hold decisions");
                    assertSame(topic, texts(first.fromTape(topic)), texts(second.fromTape(topic)));
                }));
    }

    @Test
    void decidesWhatTheBacktestDecides() {
        TestRun backtest = Backtests.of(SESSION, STRATEGY, List.of(ALFA.write(TAPES), BETA.write(TAPES)), null, null);
        assertAll(List.of(Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS, Topic.FILLS).stream()
                .map(topic -> () -> assertSame(
                        topic,
                        first.fromTape(topic).stream()
                                .filter(logged -> Backtests.isPlayed(backtest, logged.event()))
                                .map(Logged::text)
                                .toList(),
                        Backtests.texts(backtest, topic))));
    }

    @Test
    void startsTheSessionTheSameWayTwice() {
        assertAll(List.of(Topic.SIGNALS, Topic.ORDERS).stream().map(topic -> () -> {
            assertFalse(first.beforeTape(topic).isEmpty(), topic + " must hold the start of the session");
            assertSame(topic, contents(first.beforeTape(topic)), contents(second.beforeTape(topic)));
        }));
    }

    private static List<String> texts(List<Logged> events) {
        return events.stream()
                .map(logged -> logged.partition() + " " + logged.text())
                .toList();
    }

    private static List<String> contents(List<Logged> events) {
        return events.stream()
                .map(logged -> logged.partition() + " " + logged.content())
                .toList();
    }

    private static void assertSame(Topic topic, List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            assertEquals(one.get(i), other.get(i), topic + " event " + i + " of " + one.size());
        }
        assertEquals(one.size(), other.size(), topic + " count");
    }

    @Test
    void pausesNothingForAFeedThatWaitsForThePipeline() {
        List<String> pauses = first.log().getOrDefault(Topic.SIGNALS, List.of()).stream()
                .filter(logged -> logged.event().data() instanceof StrategyStateChanged change
                        && change.reason() == TransitionReason.FEED_NOT_FRESH)
                .map(Logged::text)
                .toList();
        assertEquals(List.of(), pauses);
    }

    @Test
    void makesAWholeTradeOfEachPump() {
        for (PumpTape tape : List.of(ALFA, BETA)) {
            Set<Section> raised = EnumSet.noneOf(Section.class);
            data(Topic.SIGNALS, SignalRaised.class).stream()
                    .filter(signal -> signal.symbol().name().equals(tape.symbol()))
                    .forEach(signal -> raised.add(signal.section()));
            assertTrue(raised.containsAll(Set.of(Section.S1, Section.Z1)), tape.symbol() + " raised " + raised);
            assertTrue(
                    raised.contains(Section.ZE1) || raised.contains(Section.E1), tape.symbol() + " raised " + raised);
            Set<Purpose> filled = data(Topic.FILLS, FillRecorded.class).stream()
                    .filter(fill -> fill.symbol().name().equals(tape.symbol()))
                    .map(FillRecorded::purpose)
                    .collect(Collectors.toSet());
            assertTrue(filled.contains(Purpose.ENTRY) && filled.size() > 1, tape.symbol() + " filled " + filled);
        }
    }

    private static <T> List<T> data(Topic topic, Class<T> kind) {
        return first.fromTape(topic).stream()
                .map(logged -> logged.event().data())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void closesEveryPositionAndTheVenueAgrees() {
        assertEquals(2, first.positions().size(), () -> first.positions().toString());
        first.positions().values().forEach(position -> {
            assertTrue(position.quantity().isZero(), position::toString);
            assertTrue(position.agrees(), position::toString);
        });
        for (JsonNode account : first.ledger().path("accounts")) {
            assertTrue(account.path("positions").isEmpty(), account::toString);
            assertEquals(0, account.path("openOrders").asInt(-1), account::toString);
        }
    }

    @Test
    void leadsEveryFillBackToTheTickThatCausedIt() {
        assertFalse(first.fillChains().isEmpty());
        first.fillChains()
                .forEach(chain -> assertEquals(
                        CausalChain.FROM_FILL_TO_TICK, CausalChain.steps(chain), () -> "causes: " + chain));
    }
}
