package dev.tapedeck.positionsync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service against a real broker, while the venue cannot be reached. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class PositionSyncComponentTest {
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
    void followsTheFillsPastPoisonAndRepeats() {
        fill(1, Purpose.ENTRY, 10);
        fill(1, Purpose.ENTRY, 10);
        probe.writeRaw(Topic.FILLS.topicName(), "s1", "{not an event".getBytes(StandardCharsets.UTF_8));
        fill(2, Purpose.EXIT, 4);
        List<Event<?>> positions = probe.await(Topic.POSITIONS, 2, event -> event.data() instanceof PositionChanged);
        assertEquals(
                List.of(Quantity.of(10), Quantity.of(6)),
                positions.stream()
                        .map(event -> ((PositionChanged) event.data()).quantity())
                        .toList());
        assertEquals(
                List.of("fills/td1/d1", "fills/td1/d2"),
                positions.stream().map(Event::causationId).toList());
        assertEquals("s1/BTC_USDT/LONG", positions.getFirst().subject());
        var letter = probe.awaitRecords(Topic.FILLS.deadLetterTopic(), 1).getFirst();
        assertEquals("position-sync", TopicProbe.header(letter, "dlq-service"));
    }

    @Test
    void turnsWhatOperatorsAskForIntoTheTradingState() {
        ask(1, State.HALTED);
        ask(2, State.HALTED);
        ask(3, State.ACTIVE);
        List<Event<?>> states =
                probe.await(Topic.TRADING_STATE, 2, event -> event.data() instanceof TradingStateChanged);
        assertEquals(
                List.of(State.HALTED, State.ACTIVE),
                states.stream()
                        .map(event -> ((TradingStateChanged) event.data()).state())
                        .toList());
        assertEquals(
                List.of("ask/1", "ask/3"),
                states.stream().map(Event::causationId).toList());
    }

    private void ask(long sequence, State state) {
        var asked = new SetTradingState("ada", Scope.GLOBAL, "all", state, false, "a drill", null);
        Instant at = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(sequence);
        probe.write("global", new Event<>("ask/" + sequence, "gateway", "global", at, sequence, null, null, asked));
    }

    private void fill(long sequence, Purpose purpose, long quantity) {
        var fill = new FillRecorded(
                "s1",
                "td1",
                "v1",
                "d" + sequence,
                "probe",
                Symbol.of("BTC_USDT"),
                "episode",
                purpose,
                purpose.reducesOnly() ? Side.SELL : Side.BUY,
                Direction.LONG,
                Price.of("100"),
                Quantity.of(quantity),
                Usdt.of(quantity),
                Usdt.ZERO,
                true,
                Price.of("100"),
                BigDecimal.ZERO);
        Instant at = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(sequence);
        probe.write("s1", new Event<>("fills/td1/d" + sequence, "order", "td1", at, sequence, "episode", "deal", fill));
    }
}
