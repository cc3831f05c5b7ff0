package dev.tapedeck.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.AlertEvent.AlertAcknowledged;
import dev.tapedeck.contracts.event.AuditEvent.ActionAudited;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.Story;
import dev.tapedeck.gateway.in.HistoryProjector;
import dev.tapedeck.gateway.out.history.HistoryStore;
import dev.tapedeck.gateway.out.history.Migration;
import dev.tapedeck.gateway.out.history.Schema;
import dev.tapedeck.kit.stream.KafkaClients;
import dev.tapedeck.testkit.TestBroker;
import dev.tapedeck.testkit.TopicProbe;
import io.agroal.api.AgroalDataSource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The projection from a real broker into a real database. Each test has its own session and symbols, and compares the tables with the topics. */
class HistoryProjectorTest {
    private static final Duration BUNDLED = Duration.ofMillis(50);
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final Instant START = Story.START;
    private static final Symbol SYMBOL = Symbol.of("BTC_USDT");

    private static TestBroker broker;
    private static TestDatabase database;
    private static int stories;

    private final List<ConsumerRecord<byte[], byte[]>> buried = new CopyOnWriteArrayList<>();
    private TopicProbe probe;
    private Story story;
    private String session;
    private @Nullable AgroalDataSource pool;
    private @Nullable HistoryProjector projector;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        database = TestDatabase.migrated();
    }

    @AfterAll
    static void stop() {
        database.close();
        broker.close();
    }

    @BeforeEach
    void open() {
        probe = new TopicProbe(broker.bootstrapServers());
        session = "s-" + ++stories;
        story = new Story(session, SYMBOL.name());
    }

    @AfterEach
    void close() {
        endProjector();
        probe.close();
    }

    private void startProjector() {
        pool = database.pool();
        projector = new HistoryProjector(
                () -> KafkaClients.projector(broker.bootstrapServers(), "history-test", BUNDLED),
                () -> KafkaClients.logId(broker.bootstrapServers(), "history-test"),
                new HistoryStore(pool),
                database.writer(),
                (record, why) -> buried.add(record),
                Clock.systemUTC());
        projector.start();
    }

    private void endProjector() {
        if (projector != null) {
            projector.close();
            projector = null;
        }
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    private void write(List<Event<?>> events) {
        events.forEach(this::write);
    }

    private void write(Event<?> event) {
        probe.write(Story.key(event), event);
    }

    private Event<?> said(String subject, Instant at, EventData data) {
        return story.event(subject, at, null, data);
    }

    /** Waits until the answer is what is expected, and fails with both when it does not come to that. */
    private static void await(String question, String expected) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String last = "nothing";
        while (System.nanoTime() < deadline) {
            try {
                last = database.ask(question).toString();
                if (last.equals(expected)) {
                    return;
                }
            } catch (SQLException notNow) {
                last = String.valueOf(notNow.getMessage());
            }
            Thread.sleep(50);
        }
        assertEquals(expected, last, question);
    }

    private void awaitEvents(Topic topic, int count) throws InterruptedException {
        await(
                "SELECT count() FROM events WHERE session_id = '" + session + "' AND topic = '" + topic.topicName()
                        + "'",
                "[[" + count + "]]");
    }

    private List<Event<?>> onTopic(Topic topic) {
        return probe.events(topic);
    }

    @Test
    void anEntryIsInTheTablesFromItsSignalToItsPosition() throws Exception {
        startProjector();
        write(story.entry("o-" + session, START));
        awaitEvents(Topic.POSITIONS, 1);
        awaitEvents(Topic.FILLS, 2);
        awaitEvents(Topic.ORDER_EVENTS, 5);
        String mine = " WHERE session_id = '" + session + "'";
        await(
                "SELECT order_id, status, side, quantity, filled, requested_price, execution_price, slippage_bps,"
                        + " commission, leverage, venue_order_id FROM live_orders" + mine,
                "[[o-%s, FILLED, BUY, 100.000000000000000000, 100.000000000000000000, 101.000000000000000000, 101.600000000000000000, 59.405900000000000000, 0.100000000000000000, 2, venue-o-%s]]"
                        .formatted(session, session));
        await(
                "SELECT signal_type, action, strategy_version, state_from, state_to FROM signal_history" + mine,
                "[[Z1, BUY, 1, SIGNAL_DETECTED, ENTRY_EVALUATION]]");
        await(
                "SELECT quantity, price, commission, taker FROM fills" + mine + " ORDER BY quantity",
                "[[40.000000000000000000, 101.000000000000000000, 0.050000000000000000, t], [60.000000000000000000, 102.000000000000000000, 0.050000000000000000, t]]");
        await(
                "SELECT quantity, entry_price, status, commission FROM live_positions" + mine,
                "[[100.000000000000000000, 101.600000000000000000, OPEN, 0.050000000000000000]]");
    }

    @Test
    void anEventInTheTablesIsTheEventOfTheTopic() throws Exception {
        startProjector();
        write(story.entry("o-" + session, START));
        awaitEvents(Topic.ORDER_EVENTS, 5);
        String id = onTopic(Topic.ORDER_EVENTS).getLast().id();
        Event<?> told = onTopic(Topic.ORDER_EVENTS).getLast();
        String kept = database.one("SELECT data FROM events WHERE id = '" + id + "'");
        assertEquals(told, EventCodec.decode(kept.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aDenialIsAnOrderToo() throws Exception {
        startProjector();
        write(story.denied("d-" + session, story.entrySignal(story.indicators(story.trade("101", 1, START), 3))));
        await(
                "SELECT order_id, status, rejection_reason, purpose FROM live_orders WHERE session_id = '" + session
                        + "'",
                "[[d-" + session + ", DENIED, LEVERAGE, ENTRY]]");
    }

    @Test
    void everyWaitOfAnOrderHasItsOutcome() throws Exception {
        startProjector();
        Event<?> approved =
                story.approved("q-" + session, story.entrySignal(story.indicators(story.trade("101", 1, START), 3)));
        Event<?> intended = story.intended("q-" + session, approved);
        var queued = new OrderQueued(
                session, "q-" + session, SYMBOL, 300_000, "the breaker is open", QueueCause.BREAKER_OPEN);
        write(List.of(intended, said("q-" + session, START.plusSeconds(1), queued)));
        await(
                "SELECT cause, status, expires_at FROM order_queue WHERE session_id = '" + session + "'",
                "[[BREAKER_OPEN, PENDING, 2026-11-23 10:05:01.000000]]");
        write(story.expired("q-" + session, said("q-" + session, START.plusSeconds(2), queued)));
        await(
                "SELECT cause, status FROM order_queue WHERE session_id = '" + session + "'",
                "[[BREAKER_OPEN, EXPIRED]]");
        await("SELECT status FROM live_orders WHERE session_id = '" + session + "'", "[[EXPIRED]]");
    }

    private PositionChanged position(long contracts, String realised, String fees) {
        return new PositionChanged(
                session,
                SYMBOL,
                Direction.LONG,
                "pump",
                Quantity.of(contracts),
                contracts == 0 ? null : Price.of("100"),
                2,
                Usdt.of(realised),
                Usdt.of(fees),
                null,
                true);
    }

    private Event<?> held(long contracts, String realised, String fees, long second) {
        return said(session + "/" + SYMBOL + "/LONG", START.plusSeconds(second), position(contracts, realised, fees));
    }

    @Test
    void anEpisodeOfAPositionIsARowWithWhatItAloneEarned() throws Exception {
        startProjector();
        write(List.of(
                held(10, "-0.5", "0.5", 1),
                held(0, "3", "1", 2),
                held(5, "2.75", "1.25", 3),
                held(8, "2.5", "1.5", 4),
                held(0, "1", "2", 5)));
        await(
                "SELECT status, close_reason, realized_pnl, commission, largest_quantity FROM live_positions WHERE session_id = '"
                        + session + "' ORDER BY timestamp",
                "[[CLOSED, ORDER, 3.000000000000000000, 1.000000000000000000, 10.000000000000000000],"
                        + " [CLOSED, ORDER, -2.000000000000000000, 1.000000000000000000, 8.000000000000000000]]");
    }

    @Test
    void aRestartBetweenTwoChangesOfAPositionKeepsItsEpisode() throws Exception {
        startProjector();
        write(List.of(held(10, "-0.5", "0.5", 1), held(0, "3", "1", 2), held(5, "2.75", "1.25", 3)));
        awaitEvents(Topic.POSITIONS, 3);
        endProjector();
        startProjector();
        write(held(0, "1", "2", 5));
        await(
                "SELECT status, realized_pnl, commission FROM live_positions WHERE session_id = '" + session
                        + "' ORDER BY timestamp",
                "[[CLOSED, 3.000000000000000000, 1.000000000000000000], [CLOSED, -2.000000000000000000, 1.000000000000000000]]");
    }

    @Test
    void aPositionThatTheVenueClosedSaysSo() throws Exception {
        startProjector();
        var correction = new PositionCorrected(
                session,
                SYMBOL,
                Direction.LONG,
                "pump",
                1,
                MismatchKind.LIQUIDATION,
                Quantity.of(10),
                Quantity.ZERO,
                Price.of("50"),
                null,
                Usdt.of(-5),
                List.of("v-1"),
                "the venue liquidated it");
        write(List.of(
                held(10, "-0.5", "0.5", 1),
                said(session + "/" + SYMBOL + "/LONG/correction", START.plusSeconds(2), correction),
                held(0, "-5.5", "0.5", 2)));
        await(
                "SELECT status, close_reason, realized_pnl FROM live_positions WHERE session_id = '" + session + "'",
                "[[CLOSED, LIQUIDATION, -5.500000000000000000]]");
    }

    @Test
    void aRestartInTheLifeOfAnOrderKeepsAllOfIt() throws Exception {
        List<Event<?>> entry = story.entry("r-" + session, START);
        startProjector();
        write(entry.subList(0, 9));
        awaitEvents(Topic.FILLS, 1);
        endProjector();
        startProjector();
        write(entry.subList(9, entry.size()));
        await(
                "SELECT status, filled, commission, strategy_name, purpose FROM live_orders WHERE session_id = '"
                        + session + "'",
                "[[FILLED, 100.000000000000000000, 0.100000000000000000, pump, ENTRY]]");
    }

    @Test
    void alertsSessionsEquityFundingAndAuditAreInTheirTables() throws Exception {
        startProjector();
        var limits = RiskLimits.DEFAULTS;
        var changed = new SessionChanged(
                session,
                SessionEvent.Mode.PAPER,
                SessionEvent.State.RUNNING,
                List.of(SYMBOL),
                List.of(),
                Usdt.of(10_000),
                limits,
                "started");
        Event<?> alert = story.alert("risk", START);
        write(List.of(
                said(session, START, changed),
                alert,
                said("gateway", START.plusSeconds(9), new AlertAcknowledged("alert-0", session, "ada")),
                said(
                        session + "/equity",
                        START,
                        new EquityMarked(
                                session, LocalDate.parse("2026-11-23"), Usdt.of(1), Usdt.of(3), Usdt.of("2.5"))),
                said(
                        session + "/funding",
                        START,
                        new FundingSettled(
                                session,
                                SYMBOL,
                                Direction.LONG,
                                "f1",
                                Usdt.of("-0.25"),
                                new BigDecimal("0.0001"),
                                START)),
                said(
                        "ada",
                        START,
                        new ActionAudited("ada", "127.0.0.1", "halt", session, "202", Map.of("why", "drill")))));
        String mine = " WHERE session_id = '" + session + "'";
        await(
                "SELECT session_type, status, symbols, initial_balance FROM live_trading_sessions" + mine,
                "[[PAPER, RUNNING, BTC_USDT, 10000.000000000000000000]]");
        await(
                "SELECT event, severity, kind, user_name FROM alerts" + mine + " ORDER BY timestamp",
                "[[RAISED, WARNING, SLOW_FEED, null], [ACKNOWLEDGED, null, null, ada]]");
        await("SELECT equity, peak FROM equity" + mine, "[[2.500000000000000000, 3.000000000000000000]]");
        await("SELECT amount FROM funding" + mine, "[[-0.250000000000000000]]");
        await(
                "SELECT user_name, action, details FROM audit WHERE target = '" + session + "'",
                "[[ada, halt, {\"why\":\"drill\"}]]");
    }

    private List<Event<?>> burst(Symbol symbol, Random random, int frames) {
        var market = new Story(session, symbol.name());
        var events = new ArrayList<Event<?>>();
        Instant at = START;
        for (int frame = 0; frame < frames; frame++) {
            at = at.plusMillis(random.nextInt(3) * 700L);
            var trades = new ArrayList<Trade>();
            for (int no = random.nextInt(4); no >= 0; no--) {
                trades.add(new Trade(
                        "t" + random.nextInt(),
                        new Price(BigDecimal.valueOf(1_000 + random.nextInt(200), 2)),
                        Quantity.of(1 + random.nextInt(9)),
                        Side.BUY,
                        at));
            }
            events.add(market.event(symbol.name(), at, null, new TradesPrinted(symbol, trades)));
        }
        return events;
    }

    /** Returns the candles of the trades in the venue's order, as the database writes them. */
    private static String candles(List<Event<?>> events) {
        var minutes = new TreeMap<Long, List<Trade>>();
        events.stream()
                .flatMap(event -> ((TradesPrinted) event.data()).trades().stream())
                .forEach(trade -> minutes.computeIfAbsent(trade.at().getEpochSecond() / 60, fresh -> new ArrayList<>())
                        .add(trade));
        return minutes.values().stream()
                .map(trades -> {
                    List<BigDecimal> prices =
                            trades.stream().map(trade -> trade.price().value()).toList();
                    BigDecimal volume = trades.stream()
                            .map(trade -> trade.quantity().contracts())
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    return Stream.of(
                                    prices.getFirst(),
                                    Collections.max(prices),
                                    Collections.min(prices),
                                    prices.getLast(),
                                    volume)
                            .map(value -> value.setScale(18).toPlainString())
                            .toList();
                })
                .toList()
                .toString();
    }

    @Test
    void candlesKeepTheOrderOfTradesOfOneMillisecond() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var symbol = Symbol.of("CANDLE_USDT");
        List<Event<?>> events = burst(symbol, new Random(seed), 400);
        startProjector();
        write(events);
        await(
                "SELECT open, high, low, close, volume FROM candles WHERE symbol = 'CANDLE_USDT' ORDER BY timestamp",
                candles(events));
    }

    @Test
    void aKilledDatabaseLosesAndDoublesNothing() throws Exception {
        startProjector();
        var symbol = Symbol.of("KILL_USDT");
        List<Event<?>> ticks = burst(symbol, new Random(7), 900);
        for (int i = 0; i < 100; i++) {
            write(story.entry("k" + i + "-" + session, START.plusSeconds(i)));
            write(ticks.subList(i * 9, i * 9 + 9));
            if (i == 30 || i == 70) {
                database.kill();
            }
            if (i == 50 || i == 90) {
                database.run();
            }
        }
        awaitEvents(Topic.ORDER_EVENTS, 500);
        awaitEvents(Topic.FILLS, 200);
        awaitEvents(Topic.SIGNALS, 100);
        long trades = ticks.stream()
                .mapToLong(event -> ((TradesPrinted) event.data()).trades().size())
                .sum();
        await(
                "SELECT count(), sum(quantity) FROM ticks WHERE symbol = 'KILL_USDT'",
                "[[" + trades + ", "
                        + ticks.stream()
                                .flatMap(event -> ((TradesPrinted) event.data()).trades().stream())
                                .map(trade -> trade.quantity().contracts())
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .setScale(18)
                        + "]]");
        await(
                "SELECT status, count(), sum(commission) FROM live_orders WHERE session_id = '" + session + "'",
                "[[FILLED, 100, 10.000000000000000000]]");
        assertEquals(List.of(), buried);
    }

    @Test
    void tablesThatWereTakenBackAreFilledAgainFromTheLog() throws Exception {
        startProjector();
        write(story.entry("m-" + session, START));
        awaitEvents(Topic.POSITIONS, 1);
        try (Connection connection = database.connection()) {
            var schema = new Schema(connection, Migration.all());
            schema.down();
            schema.down();
            schema.up();
        }
        write(said("gateway", START, new AlertAcknowledged("after", session, "ada")));
        awaitEvents(Topic.ALERTS, 1);
        awaitEvents(Topic.POSITIONS, 1);
        awaitEvents(Topic.ORDER_EVENTS, 5);
        await(
                "SELECT count() FROM events WHERE topic IN ('signals', 'orders', 'order-events', 'fills', 'positions')",
                "[["
                        + (onTopic(Topic.SIGNALS).size()
                                + onTopic(Topic.ORDERS).size()
                                + onTopic(Topic.ORDER_EVENTS).size()
                                + onTopic(Topic.FILLS).size()
                                + onTopic(Topic.POSITIONS).size())
                        + "]]");
    }

    @Test
    void whatTheTablesCannotHoldIsBuriedAndTheRestGoesOn() throws Exception {
        startProjector();
        var symbol = Symbol.of("HUGE_USDT");
        var market = new Story(session, symbol.name());
        var events = new ArrayList<Event<?>>();
        for (int i = 0; i < 20; i++) {
            String price = i == 11 ? "9".repeat(40) : "100";
            var trade = new Trade("t" + i, Price.of(price), Quantity.of(1), Side.BUY, START.plusSeconds(i));
            events.add(
                    market.event(symbol.name(), START.plusSeconds(i), null, new TradesPrinted(symbol, List.of(trade))));
        }
        write(events);
        await("SELECT count() FROM ticks WHERE symbol = 'HUGE_USDT'", "[[19]]");
        assertTrue(buried.size() >= 1, "the record must be buried");
        assertEquals(
                events.get(11),
                EventCodec.decode(buried.getFirst().value()),
                "the one that is buried is the one that was refused");
    }
}
