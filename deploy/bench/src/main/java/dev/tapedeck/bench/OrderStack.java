package dev.tapedeck.bench;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.VenueKey;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.session.SimulatorControl;
import dev.tapedeck.local.supervise.Supervisor;
import dev.tapedeck.local.tape.BusyTape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What carries a signal to the venue and nothing else: broker, venue, market-data, risk and order. The signals come from here; the strategy service does not run. One session in each
 * cell of risk and order, with limits that do not bind. Used by one thread.
 */
final class OrderStack implements AutoCloseable {
    private static final int SYMBOLS = 8;
    private static final int TAPE_SECONDS = 1_800;
    private static final int TRADES_PER_SECOND = 2;
    private static final String BALANCE = "10000000";
    private static final RiskLimits LIMITS = new RiskLimits(
            Usdt.of(100_000_000),
            10,
            1_000,
            1_000_000,
            1_000_000,
            1_000_000,
            1_000_000,
            Usdt.of(100_000_000),
            1_000_000,
            1_000_000,
            1_000_000,
            1_000_000,
            1_000_000,
            1_000_000);
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(30);

    private final Layout layout;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<String> sessions;
    private final List<Symbol> symbols;

    private OrderStack(Layout layout, List<String> sessions, List<Symbol> symbols) {
        this.layout = layout;
        this.sessions = sessions;
        this.symbols = symbols;
        this.producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers", layout.bootstrapServers(),
                "acks", "all",
                "linger.ms", 0,
                "key.serializer", ByteArraySerializer.class.getName(),
                "value.serializer", ByteArraySerializer.class.getName()));
    }

    /**
     * Starts everything and waits until risk can approve entries of every session on every symbol.
     *
     * @param rateLimited whether the venue limits the rate of requests as it does in life
     * @param orderSettings for the environment of the order service
     */
    static OrderStack start(
            Layout layout, Supervisor supervisor, boolean rateLimited, Map<String, String> orderSettings)
            throws InterruptedException {
        StackSpecs specs = StackSpecs.freeRunning(layout, VenueKey.random());
        specs.checkBuilt();
        supervisor.startGroup(List.of(specs.broker(), specs.simulator(simulatorArguments(layout, rateLimited))));
        var simulator = new SimulatorControl(layout);
        List<String> names = simulator.symbols();
        supervisor.startGroup(List.of(
                specs.service(Member.MARKET_DATA, names),
                specs.service(Member.RISK, names),
                specs.service(Member.ORDER, names).with(orderSettings)));
        var stack = new OrderStack(
                layout, oneSessionPerCell(), names.stream().map(Symbol::of).toList());
        simulator.play();
        supervisor.markReady();
        stack.open();
        return stack;
    }

    List<String> sessions() {
        return sessions;
    }

    List<Symbol> symbols() {
        return symbols;
    }

    /** Appends without waiting; an append that fails shows as a signal that is not on the log. */
    void append(Event<?> event, String key) {
        var _ = producer.send(new ProducerRecord<>(
                Topic.of(event.data()).topicName(), key.getBytes(StandardCharsets.UTF_8), EventCodec.encode(event)));
    }

    /** Waits until everything appended is durable. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private void open() throws InterruptedException {
        for (String session : sessions) {
            EventData running = new SessionChanged(
                    session,
                    Mode.PAPER,
                    State.RUNNING,
                    symbols,
                    List.of(),
                    new Usdt(new BigDecimal(BALANCE)),
                    LIMITS,
                    "bench");
            append(
                    new Event<>(
                            "sessions/" + session + "/1",
                            Service.GATEWAY.id(),
                            session,
                            Instant.now(),
                            1,
                            null,
                            null,
                            running),
                    session);
        }
        flush();
        long deadline = System.nanoTime() + OPEN_LIMIT.toNanos();
        int wanted = sessions.size() * symbols.size();
        while (freshFeeds() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("risk must know a fresh feed of every symbol in every session within "
                        + OPEN_LIMIT.toSeconds() + " s, knew " + freshFeeds() + " of " + wanted);
            }
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    private int freshFeeds() {
        var fresh = new TreeMap<String, Boolean>();
        try (var log = new LogReader(layout.bootstrapServers())) {
            for (var record : log.last(Topic.ORDERS.topicName(), Integer.MAX_VALUE)) {
                var event = Json.MAPPER.readTree(record.value());
                if (event.path("type").asText().equals("FeedFreshnessApplied.v1")) {
                    var data = event.path("data");
                    fresh.put(
                            data.path("sessionId").asText() + " "
                                    + data.path("symbol").asText(),
                            data.path("fresh").asBoolean());
                }
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException("not JSON in " + Topic.ORDERS.topicName(), malformed);
        }
        return (int) fresh.values().stream().filter(one -> one).count();
    }

    private static List<String> simulatorArguments(Layout layout, boolean rateLimited) {
        List<String> tapes =
                BusyTape.write(layout.state().resolve("busy-tapes"), SYMBOLS, TAPE_SECONDS, TRADES_PER_SECOND);
        var arguments = new ArrayList<>(
                List.of("--tape", String.join(",", tapes), "--speed", "1", "--balance", BALANCE, "--paused"));
        if (!rateLimited) {
            arguments.addAll(List.of("--rate-limit", "off"));
        }
        return arguments;
    }

    private static List<String> oneSessionPerCell() {
        var byCell = new TreeMap<Integer, String>();
        Stream.iterate(1, n -> n + 1)
                .map(n -> "bench-" + n)
                .takeWhile(ignored -> byCell.size() < Topic.SIGNALS.partitions())
                .forEach(id -> byCell.putIfAbsent(
                        BuiltInPartitioner.partitionForKey(
                                id.getBytes(StandardCharsets.UTF_8), Topic.SIGNALS.partitions()),
                        id));
        return List.copyOf(byCell.values());
    }
}
