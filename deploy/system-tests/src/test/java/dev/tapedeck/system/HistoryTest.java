package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.backtest.report.KeptResults;
import dev.tapedeck.backtest.report.Performance;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.event.TickEvent.MarkPriceChanged;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.tape.BusyTape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The history while a market runs and strategies trade: the database hangs for a minute, is killed, the gateway is killed. In the end the tables hold what the topics hold; both are counted
 * here, and nothing of the gateway counts.
 */
class HistoryTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int SYMBOLS = 4;

    private static LocalStack stack;

    @BeforeAll
    static void breakTheHistory() throws InterruptedException {
        Path tapes = Path.of("target", "tapes", "history").toAbsolutePath();
        stack = LocalStack.start(
                "history", "--speed", "10", "--tape", String.join(",", BusyTape.write(tapes, SYMBOLS, 6_000, 10)));
        try {
            awaitSome("ticks");
            stack.freeze(Member.QUESTDB, Duration.ofMinutes(1));
            awaitMore("ticks");
            stack.killAndAwaitReady(Member.QUESTDB);
            awaitMore("ticks");
            stack.killAndAwaitReady(Member.GATEWAY);
            awaitMore("ticks");
            stack.stopSession(
                    stack.data(Topic.SESSIONS, SessionChanged.class).getLast().sessionId());
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

    private static long count(String table) {
        return Long.parseLong(stack.history("SELECT count() FROM " + table).getFirst());
    }

    private static void awaitSome(String table) {
        Await.until(table + " has rows", LIMIT, () -> count(table) > 0, () -> count(table) + " rows");
    }

    private static void awaitMore(String table) {
        long before = count(table);
        Await.until(
                table + " has more than " + before + " rows",
                LIMIT,
                () -> count(table) > before,
                () -> count(table) + " rows");
    }

    /** Waits until a table says what the topic says; what still comes to the topic meanwhile must come to the table too. */
    private static void assertSame(String what, Supplier<Object> topic, String question) {
        Await.until(
                what + " of the tables are those of the topic",
                LIMIT,
                () -> topic.get().toString().equals(stack.history(question).toString()),
                () -> "topic: " + topic.get() + "\ntable: " + stack.history(question));
    }

    private static List<Logged> once(Topic topic) {
        var ids = new HashSet<String>();
        return stack.events(topic).stream()
                .filter(logged -> ids.add(logged.event().id()))
                .toList();
    }

    @Test
    void everyTickIsInItsTableOnce() {
        assertSame(
                "ticks",
                () -> {
                    long trades = 0;
                    long quotes = 0;
                    long marks = 0;
                    for (Logged logged : once(Topic.TICKS)) {
                        switch ((TickEvent) logged.event().data()) {
                            case TradesPrinted printed ->
                                trades += printed.trades().size();
                            case QuoteChanged ignored -> quotes++;
                            case MarkPriceChanged ignored -> marks++;
                            case TickEvent.HeartbeatSeen ignored -> {}
                        }
                    }
                    return List.of("MARK " + marks, "QUOTE " + quotes, "TRADE " + trades);
                },
                "SELECT kind, count() FROM ticks ORDER BY kind");
    }

    @Test
    void everyIndicatorValueIsInItsTableOnce() {
        assertSame(
                "indicators",
                () -> List.of(Long.toString(once(Topic.INDICATORS).stream()
                        .map(logged -> (IndicatorsUpdated) logged.event().data())
                        .mapToLong(updated ->
                                updated.values().size() + updated.notReady().size())
                        .sum())),
                "SELECT count() FROM indicators");
    }

    @Test
    void everyOtherEventIsInTheTableOfEventsOnce() {
        Set<Topic> apart = Set.of(Topic.TICKS, Topic.INDICATORS);
        assertSame(
                "events",
                () -> {
                    var counts = new TreeMap<String, Integer>();
                    for (Topic topic : Topic.values()) {
                        if (!apart.contains(topic)) {
                            counts.put(topic.topicName(), once(topic).size());
                        }
                    }
                    counts.values().removeIf(count -> count == 0);
                    var rows = new ArrayList<String>();
                    counts.forEach((topic, count) -> rows.add(topic + " " + count));
                    return rows;
                },
                "SELECT topic, count() FROM events ORDER BY topic");
    }

    @Test
    void everyOrderIsInTheStateThatItsLastEventSays() {
        assertSame(
                "orders",
                () -> {
                    Map<String, String> states = new LinkedHashMap<>();
                    for (Logged logged : once(Topic.ORDERS)) {
                        if (logged.event().data() instanceof OrderDenied denied) {
                            states.put(denied.orderId(), "DENIED");
                        }
                    }
                    for (Logged logged : once(Topic.ORDER_EVENTS)) {
                        var step = (OrderEvent) logged.event().data();
                        String state = state(step);
                        if (!state.isEmpty()) {
                            states.put(step.orderId(), state);
                        }
                    }
                    var counts = new TreeMap<String, Integer>();
                    states.values().forEach(state -> counts.merge(state, 1, Integer::sum));
                    var rows = new ArrayList<String>();
                    counts.forEach((state, count) -> rows.add(state + " " + count));
                    return rows;
                },
                "SELECT status, count() FROM live_orders ORDER BY status");
        assertTrue(count("live_orders") > 0, "the strategies must have traded");
    }

    private static String state(OrderEvent step) {
        return switch (step) {
            case OrderEvent.OrderIntended ignored -> "INTENDED";
            case OrderEvent.OrderSubmitted ignored -> "SUBMITTED";
            case OrderEvent.OrderAcknowledged ignored -> "ACKNOWLEDGED";
            case OrderEvent.OrderUnknown ignored -> "UNKNOWN";
            case OrderEvent.OrderPartiallyFilled ignored -> "PARTIALLY_FILLED";
            case OrderEvent.OrderFilled ignored -> "FILLED";
            case OrderEvent.OrderCancelled ignored -> "CANCELLED";
            case OrderEvent.OrderRejected ignored -> "REJECTED";
            case OrderEvent.OrderQueued ignored -> "QUEUED";
            case OrderEvent.OrderExpired ignored -> "EXPIRED";
            case OrderEvent.OrderCancelRequested ignored -> "";
        };
    }

    @Test
    void signalsAndFillsAreInTheirTablesOnce() {
        assertSame(
                "signals",
                () -> List.of(Long.toString(once(Topic.SIGNALS).stream()
                        .filter(logged -> logged.event().data() instanceof SignalRaised)
                        .count())),
                "SELECT count() FROM signal_history");
        assertSame("fills", () -> List.of(Integer.toString(once(Topic.FILLS).size())), "SELECT count() FROM fills");
    }

    @Test
    void theGatewayAnswersFromTheHistory() {
        String session =
                stack.data(Topic.SESSIONS, SessionChanged.class).getLast().sessionId();
        assertEquals(
                count("live_orders"),
                stack.read("/api/trading/history/orders?limit=1000&sessionId=" + session)
                        .path("rows")
                        .size());
        assertEquals(
                session,
                stack.read("/api/trading/sessions/" + session + "/performance")
                        .path("sessionId")
                        .asText());
    }

    @Test
    void aBacktestThatIsKeptIsInTheHistoryToo() {
        TestRun run = Backtests.of(
                "kept",
                Path.of("src/test/resources/short-rider.yaml"),
                List.of(new PumpTape("KEPT_USDT", 3, 33, 0.5, 60, 40).write(Path.of("target", "tapes", "history"))),
                null,
                null);
        String id = new KeptResults(stack.layout()).keep(run, List.of("KEPT_USDT.csv"), Instant.now());
        Await.until(
                "the result is kept",
                LIMIT,
                () -> stack.read("/api/trading/history/backtests?backtestId=" + id)
                                .path("rows")
                                .size()
                        == 1,
                () -> "rows: " + stack.read("/api/trading/history/backtests"));
        JsonNode row = stack.read("/api/trading/history/backtests?backtestId=" + id)
                .path("rows")
                .path(0);
        Performance performance = Performance.of(run);
        assertEquals(performance.total().trades(), row.path("trades").asInt());
        assertTrue(row.path("trades").asInt() > 0, "the strategy must have traded");
        assertEquals(
                performance.finalEquity().value().stripTrailingZeros().toPlainString(),
                row.path("finalEquity").asText());
        assertEquals("KEPT_USDT", row.path("symbols").asText());
    }

    @Test
    void theSchemaIsWholeAndSaysSo() {
        assertTrue(stack.run("migrate", "status").contains("APPLIED"));
        assertEquals(
                "Nothing to do: every step is applied.",
                stack.run("migrate", "up").strip());
    }
}
