package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.VenueKey;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.session.SimulatorControl;
import dev.tapedeck.local.supervise.StackState;
import dev.tapedeck.local.supervise.Supervisor;
import dev.tapedeck.local.tape.BusyTape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What carries a tick from the venue to a strategy and nothing else: venue, broker, market-data, indicator and strategy, with one session on all symbols. Used by one thread. */
final class MarketStack implements AutoCloseable {
    private static final String SESSION = "bench";
    /** It keeps the last thousand changes of each book, as the venue does. */
    private static final int VENUE_HEAP_MEGABYTES = 768;
    /** The windows of all symbols hold an hour of trades. */
    private static final int SERVICE_HEAP_MEGABYTES = 768;

    private final Layout layout;
    private final LogReader log;
    private final TickTally tally;

    private MarketStack(Layout layout) {
        this.layout = layout;
        this.log = new LogReader(layout.bootstrapServers());
        this.tally = new TickTally(layout.bootstrapServers());
    }

    /** How far everything is: records on the topics, and how many of them each reader has not done. */
    record Depth(long ticks, long indicators, long indicatorLag, long strategyLag) {
        boolean isDrained() {
            return indicatorLag == 0 && strategyLag == 0;
        }
    }

    /** Starts everything with the tape paused. */
    static MarketStack start(
            Layout layout, Supervisor supervisor, StrategyDefinition strategy, int symbols, int tapeSeconds, int rate)
            throws InterruptedException, ExecutionException {
        StackSpecs specs = StackSpecs.freeRunning(layout, VenueKey.random());
        specs.checkBuilt();
        List<String> tapes = BusyTape.write(layout.state().resolve("busy-tapes"), symbols, tapeSeconds, rate);
        supervisor.startGroup(List.of(
                specs.broker(),
                specs.simulator(
                        VENUE_HEAP_MEGABYTES, List.of("--tape", String.join(",", tapes), "--speed", "1", "--paused"))));
        List<String> names = new SimulatorControl(layout).symbols();
        supervisor.startGroup(List.of(
                specs.service(Member.MARKET_DATA, SERVICE_HEAP_MEGABYTES, names),
                specs.service(Member.INDICATOR, SERVICE_HEAP_MEGABYTES, names),
                specs.service(Member.STRATEGY, SERVICE_HEAP_MEGABYTES, names)));
        supervisor.markReady();
        var stack = new MarketStack(layout);
        stack.open(strategy, names.stream().map(Symbol::of).toList());
        return stack;
    }

    private void open(StrategyDefinition strategy, List<Symbol> symbols)
            throws InterruptedException, ExecutionException {
        var session = new SessionChanged(
                SESSION,
                Mode.PAPER,
                State.RUNNING,
                symbols,
                List.of(strategy),
                Usdt.of(10_000),
                RiskLimits.DEFAULTS,
                "bench");
        var event = new Event<>(
                "sessions/" + SESSION + "/1", Service.GATEWAY.id(), SESSION, Instant.now(), 1, null, null, session);
        try (var producer = new KafkaProducer<byte[], byte[]>(Map.of(
                "bootstrap.servers", layout.bootstrapServers(),
                "key.serializer", ByteArraySerializer.class.getName(),
                "value.serializer", ByteArraySerializer.class.getName()))) {
            producer.send(new ProducerRecord<>(
                            Topic.SESSIONS.topicName(),
                            SESSION.getBytes(StandardCharsets.UTF_8),
                            EventCodec.encode(event)))
                    .get();
        }
    }

    /** Lets the tape run, in tape seconds for each second. */
    void play(int speed) {
        new SimulatorControl(layout).play(speed);
    }

    void pause() {
        new SimulatorControl(layout).pause();
    }

    /** Returns how far the tape is, in milliseconds of its time. */
    long tapeMillis() {
        return new SimulatorControl(layout).tapeMillis();
    }

    /** Counts the ticks that were written since the last call; to be called when nothing is written. */
    TickTally.Count newTicks() {
        return tally.next();
    }

    Depth depth() {
        long indicatorDone = done(Member.INDICATOR, Topic.TICKS);
        long strategyDone = done(Member.STRATEGY, Topic.INDICATORS);
        Map<String, Long> counts = log.counts(List.of(Topic.TICKS.topicName(), Topic.INDICATORS.topicName()));
        long ticks = counts.getOrDefault(Topic.TICKS.topicName(), 0L);
        long indicators = counts.getOrDefault(Topic.INDICATORS.topicName(), 0L);
        return new Depth(ticks, indicators, ticks - indicatorDone, indicators - strategyDone);
    }

    /** Returns the processor time that each process has taken since it began, in nanoseconds, by its name. */
    Map<String, Long> processorNanos() {
        var taken = new TreeMap<String, Long>();
        for (StackState.Entry entry :
                StackState.read(layout.stackFile()).orElseThrow().services()) {
            ProcessHandle.of(entry.pid())
                    .flatMap(process -> process.info().totalCpuDuration())
                    .ifPresent(time -> taken.put(entry.name(), time.toNanos()));
        }
        return taken;
    }

    /** Returns how many records nobody could process. */
    long deadLetters() {
        return log.counts(List.of(Topic.TICKS.deadLetterTopic(), Topic.INDICATORS.deadLetterTopic())).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns how many records of the topic the reader has done. */
    private long done(Member reader, Topic topic) {
        String prefix = topic.topicName() + "-";
        JsonNode positions = Http.get(layout.url(reader, "/tapedeck/progress")).path("positions");
        long sum = 0;
        for (var position : positions.properties()) {
            if (position.getKey().startsWith(prefix)) {
                sum += position.getValue().asLong();
            }
        }
        return sum;
    }

    @Override
    public void close() {
        log.close();
        tally.close();
    }
}
