package dev.tapedeck.kit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.testkit.TestBroker;
import dev.tapedeck.testkit.TopicProbe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shell against a real broker. */
class StageTest {
    private static final String SESSION = "s-1";
    /** Enough to keep the inbox busy for as long as an assignment takes. */
    private static final int TABLE_ROWS = 3_000;

    private TestBroker broker;
    private TopicProbe probe;

    @BeforeEach
    void startBroker() {
        broker = TestBroker.start();
        probe = new TopicProbe(broker.bootstrapServers());
    }

    @AfterEach
    void stopBroker() {
        probe.close();
        broker.close();
    }

    @Test
    void decidesOnEveryInputOnce() {
        try (var stage = start()) {
            feed(1, 2, 3);
            assertEquals(List.of("1", "2", "3", "4", "5", "6"), awaitCounts(6));
            awaitReady(stage);
        }
    }

    @Test
    void numbersTheEventsOfASubjectWithoutGaps() {
        try (var stage = start()) {
            feed(1, 2);
            awaitCounts(4);
            assertEquals(
                    List.of(1L, 2L, 3L, 4L),
                    probe.events(Topic.ORDERS).stream().map(Event::sequence).toList());
            awaitReady(stage);
        }
    }

    @Test
    void ignoresAnInputThatComesAgain() {
        try (var stage = start()) {
            feed(1, 1, 1, 2);
            assertEquals(List.of("1", "2", "3", "4"), awaitCounts(4));
            awaitDrained(stage);
            assertEquals(4, probe.events(Topic.ORDERS).size());
        }
    }

    @Test
    void restoresItsStateAndGoesOnWhereItStopped() {
        try (var stage = start()) {
            feed(1, 2);
            awaitCounts(4);
            awaitReady(stage);
        }
        feed(3);
        try (var stage = start()) {
            assertEquals(List.of("1", "2", "3", "4", "5", "6"), awaitCounts(6));
            awaitReady(stage);
        }
    }

    @Test
    void restoresFromTheJournalAloneWhenTheStateWasKeptInAFormOfAnotherVersion() {
        try (var stage = start()) {
            feed(1, 2);
            awaitCounts(4);
            awaitReady(stage);
        }
        feed(3);
        try (var stage = start(readsNothing())) {
            assertEquals(List.of("1", "2", "3", "4", "5", "6"), awaitCounts(6));
            awaitReady(stage);
        }
    }

    @Test
    void restoresFromTheJournalAloneWhenThereIsNoSnapshot() {
        writeJournal("in/s-1/1/a", 1, 1, "1/2", input(1));
        writeJournal("in/s-1/1/b", 2, 2, "2/2", input(1));
        feed(1, 2);
        try (var stage = start()) {
            assertEquals(List.of("1", "2", "3", "4"), awaitCounts(4));
            awaitReady(stage);
        }
    }

    @Test
    void restoresNothingThatAnotherServicesCellOfTheSameNumberWrote() {
        writeJournal("order", "in/s-1/1/a", 1, 1, "1/2", input(1));
        writeJournal("order", "in/s-1/1/b", 2, 2, "2/2", input(1));
        feed(1);
        try (var stage = start()) {
            assertEquals(List.of("1", "2", "1", "2"), awaitCounts(4));
            awaitReady(stage);
        }
    }

    @Test
    void surelyOwnsItsPartitionsWhileTheBrokerConfirmsIt() {
        try (var stage = start()) {
            feed(1);
            awaitCounts(2);
            assertTrue(stage.mayAct());
        }
    }

    @Test
    void makesADecisionAgainOfWhichOnlyAPartIsOnTheLog() {
        writeJournal("in/s-1/1/a", 1, 1, "1/2", input(1));
        feed(1, 2);
        try (var stage = start()) {
            probe.await(Topic.ORDERS, 5, event -> true);
            awaitDrained(stage);
            List<String> ids =
                    probe.events(Topic.ORDERS).stream().map(Event::id).toList();
            assertEquals(List.of("in/s-1/1/a", "in/s-1/1/a", "in/s-1/1/b", "in/s-1/2/a", "in/s-1/2/b"), ids);
            assertEquals(
                    List.of(1L, 1L, 2L, 3L, 4L),
                    probe.events(Topic.ORDERS).stream().map(Event::sequence).toList());
        }
    }

    @Test
    void writesTheProjectionsThatACrashKeptBack() {
        writeJournal("in/s-1/1/a", 1, 1, "1/2", input(1));
        writeJournal("in/s-1/1/b", 2, 2, "2/2", input(1));
        try (var stage = start()) {
            List<Event<?>> alerts = probe.await(Topic.ALERTS, 2, event -> true);
            assertEquals(
                    List.of("alert/in/s-1/1/a", "alert/in/s-1/1/b"),
                    alerts.stream().map(Event::id).toList());
            awaitReady(stage);
        }
    }

    @Test
    void putsARecordThatIsNoEventOnTheDeadLetterTopicAndGoesOn() {
        byte[] poison = "{not json".getBytes(StandardCharsets.UTF_8);
        probe.writeRaw(Topic.SIGNALS.topicName(), SESSION, poison);
        feed(1);
        try (var stage = start()) {
            awaitCounts(2);
            var letter = probe.awaitRecords(Topic.SIGNALS.deadLetterTopic(), 1).getFirst();
            assertEquals("{not json", new String(letter.value(), StandardCharsets.UTF_8));
            assertEquals("signals", TopicProbe.header(letter, "dlq-topic"));
            assertEquals("0", TopicProbe.header(letter, "dlq-offset"));
            awaitReady(stage);
        }
    }

    @Test
    void putsAnInputThatTheCoreCannotTakeOnTheDeadLetterTopicAndGoesOn() {
        probe.write(SESSION, ToyCore.input(SESSION, 1, "poison"));
        feed(2);
        try (var stage = start()) {
            assertEquals(List.of("1", "2"), awaitCounts(2));
            var letter = probe.awaitRecords(Topic.SIGNALS.deadLetterTopic(), 1).getFirst();
            assertTrue(String.valueOf(TopicProbe.header(letter, "dlq-cause")).contains("in/s-1/1"));
            awaitReady(stage);
        }
    }

    /** Table rows that arrive while partitions are assigned wake the consumer; the assignment must hold all the same. */
    @Test
    void feedsAFolderFromItsSnapshotThoughMailArrivesWhileItIsAssigned() {
        feed(LongStream.rangeClosed(1, 50).toArray());
        commitAsDone(50);
        for (int row = 1; row <= TABLE_ROWS; row++) {
            probe.write("row-" + row, ToyCore.row(row));
        }
        try (var stage = startFolder()) {
            assertEquals(LongStream.rangeClosed(1, 50).mapToObj(Long::toString).toList(), awaitCounts(50));
            awaitReady(stage);
        }
    }

    @Test
    void countsCommandsFromOutsideAsUnderWayUntilTheirEventsAreDurable() {
        try (var stage = start()) {
            feed(1);
            awaitCounts(2);
            int cell = Partitions.of(Topic.SIGNALS, SESSION);
            stage.submit(cell, ToyCore.input(SESSION, 7, "outside"), ToyCore.T0, null);
            awaitCounts(4);
            awaitDrained(stage);
            assertTrue(stage.progress().idle());
        }
    }

    @Test
    void takesARowThatFollowsFromAnInputAfterTheInputsThatWereThere() {
        feed(LongStream.rangeClosed(1, 50).toArray());
        probe.write("row-1", ToyCore.row(1));
        int cell = Partitions.of(Topic.SIGNALS, SESSION);
        Event<?> fromRow = ToyCore.input(SESSION, 99, "row");
        var settings = new StageSettings(
                        Service.RISK,
                        broker.bootstrapServers(),
                        "0",
                        List.of(Topic.SIGNALS),
                        List.of(Topic.ALERTS),
                        List.of(Topic.ORDERS),
                        List.of(),
                        Topic.SIGNALS.partitions(),
                        StageSettings.SNAPSHOT_EVERY)
                .following(Topic.ALERTS, Topic.SIGNALS);
        try (var stage = start(
                settings,
                StateCodec.json(ToyCore.Count.class),
                (owner, event) -> event.data() instanceof AlertRaised
                        ? (owner == cell ? List.of(fromRow) : List.of())
                        : List.of(event),
                Deriver.none())) {
            awaitCounts(102);
            List<String> ids =
                    probe.events(Topic.ORDERS).stream().map(Event::id).toList();
            assertEquals(List.of("in/s-1/99/a", "in/s-1/99/b"), ids.subList(100, 102));
            awaitReady(stage);
        }
    }

    private static StateCodec<ToyCore.Count> readsNothing() {
        StateCodec<ToyCore.Count> json = StateCodec.json(ToyCore.Count.class);
        return new StateCodec<>() {
            @Override
            public byte[] save(ToyCore.Count state) {
                return json.save(state);
            }

            @Override
            public ToyCore.Count load(byte[] saved) {
                throw new IllegalStateException("of another version");
            }
        };
    }

    private Stage<ToyCore.Count, Event<?>> start() {
        return start(StateCodec.json(ToyCore.Count.class));
    }

    private Stage<ToyCore.Count, Event<?>> start(StateCodec<ToyCore.Count> codec) {
        var settings = new StageSettings(
                Service.RISK,
                broker.bootstrapServers(),
                "0",
                List.of(Topic.SIGNALS),
                List.of(Topic.SESSIONS),
                List.of(Topic.ORDERS),
                List.of(Topic.ALERTS),
                Topic.SIGNALS.partitions(),
                StageSettings.SNAPSHOT_EVERY);
        return start(settings, codec, (cell, event) -> List.of(event), ToyCore::derive);
    }

    private static Stage<ToyCore.Count, Event<?>> start(
            StageSettings settings, StateCodec<ToyCore.Count> codec, Translator<Event<?>> translator, Deriver deriver) {
        var stage = Stage.of(
                settings,
                new ToyCore(),
                codec,
                translator,
                deriver,
                Reactor.none(),
                new SimpleMeterRegistry(),
                failed -> {
                    throw new AssertionError("stage failed", failed);
                });
        stage.start();
        return stage;
    }

    private Stage<ToyFolder.Count, Event<?>> startFolder() {
        var settings = new StageSettings(
                Service.RISK,
                broker.bootstrapServers(),
                "0",
                List.of(Topic.SIGNALS),
                List.of(Topic.ALERTS),
                List.of(Topic.ORDERS),
                List.of(),
                Topic.SIGNALS.partitions(),
                StageSettings.SNAPSHOT_EVERY);
        var stage = Stage.of(
                settings,
                new ToyFolder(),
                (cell, event) -> event.data() instanceof StrategyStateChanged ? List.of(event) : List.of(),
                new SimpleMeterRegistry(),
                failed -> {
                    throw new AssertionError("stage failed", failed);
                });
        stage.start();
        return stage;
    }

    /** Leaves the group's offsets as a stage does that committed and died before its next snapshot. */
    private void commitAsDone(long next) {
        var partition = new TopicPartition(Topic.SIGNALS.topicName(), Partitions.of(Topic.SIGNALS, SESSION));
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(Service.RISK.id(), Map.of(partition, new OffsetAndMetadata(next)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError("offsets could not be committed", failed);
        }
    }

    private void feed(long... sequences) {
        LongStream.of(sequences).forEach(sequence -> probe.write(SESSION, ToyCore.input(SESSION, sequence, "go")));
    }

    private List<String> awaitCounts(int count) {
        return probe.await(Topic.ORDERS, count, event -> event.data() instanceof ReservationReleased).stream()
                .map(event -> ((ReservationReleased) event.data()).released().toString())
                .toList();
    }

    private static void awaitReady(Stage<?, ?> stage) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!stage.isReady()) {
            assertTrue(System.nanoTime() < deadline, () -> "stage did not become ready: " + stage.progress());
            Thread.onSpinWait();
        }
    }

    private void awaitDrained(Stage<?, ?> stage) {
        String partition = Topic.SIGNALS.topicName() + "-" + Partitions.of(Topic.SIGNALS, SESSION);
        long end = probe.records(Topic.SIGNALS.topicName()).stream()
                .filter(record -> record.partition() == Partitions.of(Topic.SIGNALS, SESSION))
                .count();
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            Progress progress = stage.progress();
            if (progress.idle() && progress.positions().getOrDefault(partition, 0L) >= end) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("stage did not drain: " + stage.progress() + ", end is " + end);
    }

    private static InputRef input(long sequence) {
        return new InputRef(
                Topic.SIGNALS.topicName(), Partitions.of(Topic.SIGNALS, SESSION), sequence - 1, sequence, SESSION);
    }

    /** Writes a record as a stage that died had written it. */
    private void writeJournal(String id, long count, long index, String part, InputRef input) {
        writeJournal("risk", id, count, index, part, input);
    }

    private void writeJournal(String source, String id, long count, long index, String part, InputRef input) {
        var event = new Event<>(
                id,
                source,
                SESSION,
                ToyCore.T0,
                index,
                null,
                null,
                new ReservationReleased(SESSION, id, Usdt.of(count), Quantity.ZERO, Usdt.ZERO, "toy"));
        int partition = Partitions.of(Topic.ORDERS, SESSION);
        var record = new ProducerRecord<>(
                Topic.ORDERS.topicName(),
                partition,
                SESSION.getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(event));
        Map.of(
                        Headers.CELL, Integer.toString(partition),
                        Headers.INDEX, Long.toString(index),
                        Headers.PART, part,
                        Headers.INPUT, input.encode())
                .forEach((name, value) -> Headers.put(record, name, value));
        try (var producer = KafkaClients.producer(broker.bootstrapServers(), "crashed")) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError("journal record could not be written", failed);
        }
    }
}
