package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.decide.Folder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a core on the log. Guarantees: a cell is restored from the log before its first input; inputs are taken one after the other on one thread; whatever a core
 * decides is acknowledged by the broker before a reactor acts on it and before the input counts as done; an input seen before changes nothing; a record that cannot
 * be processed goes to its dead-letter topic and the rest goes on; a partition is drained before it is handed over. When the log cannot be written the stage stops and
 * {@code onFatal} runs: this process must end, and its successor restores.
 *
 * @param <S> state of a cell
 * @param <C> commands of the core
 */
public final class Stage<S, C> implements RunningStage {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final int INBOX_MAX = 20_000;
    private static final int INBOX_BATCH = 1_000;
    /** Records that may be on their way to the broker before the stage waits for it. */
    private static final int UNSETTLED_MAX = 2_000;

    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    /** Whoever asks how far a stage is goes on asking. */
    private static final long WATCHED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long COMMIT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private sealed interface Mail<C> {
        record Row<C>(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> after) implements Mail<C> {}

        record CaughtUp<C>(int pass, Map<TopicPartition, Long> positions) implements Mail<C> {}

        record Command<C>(
                int cell, C command, Instant at, @Nullable String causationId) implements Mail<C> {}
    }

    private final StageSettings settings;
    private final CoreDriver<S, C> driver;
    private final Translator<C> translator;
    private final Deriver deriver;
    private final Reactor<S> reactor;
    private final StageMetrics metrics;
    private final Consumer<Throwable> onFatal;

    private final BlockingQueue<Mail<C>> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final AtomicInteger commandsUnderWay = new AtomicInteger();
    private final AtomicBoolean polling = new AtomicBoolean();
    private final Map<Integer, Cell<S>> cells = new TreeMap<>();
    private final Map<TopicPartition, Long> emitted = new HashMap<>();
    private final Map<TopicPartition, Long> processed = new ConcurrentHashMap<>();
    /** Next offsets of inputs that are decided, and whose events may still be on their way. */
    private final Map<TopicPartition, Long> decided = new HashMap<>();
    /** Next offsets of inputs whose events are on the log. */
    private final Map<TopicPartition, Long> uncommitted = new HashMap<>();

    /** What was last given to the broker to keep, for the partitions that are ours. */
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    private final Lease lease = new Lease(KafkaClients.OWNERSHIP_NANOS);
    private final Map<TopicPartition, Long> buried = new HashMap<>();
    /** Where the inputs ended when this stage began to take them: what came before it was there. */
    private final Map<TopicPartition, Long> backlog = new HashMap<>();

    private final Thread thread;

    private final KafkaProducer<byte[], byte[]> producer;
    private final @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private final @Nullable TableReader tables;
    private final Set<String> tableNames;
    private final Outbox outbox;
    private final SnapshotStore snapshots;
    private final LateRows late = new LateRows();

    private volatile boolean stopping;
    private volatile boolean tablesCaughtUp;
    private volatile boolean assigned;
    private volatile boolean backlogWorkedOff;
    private volatile int rowsWait;
    private volatile long watchedNanos = System.nanoTime() - WATCHED_NANOS;
    private int awaitedPass;
    private int commandsTaken;
    private long lastCommit = System.nanoTime();

    private Stage(
            StageSettings settings,
            CoreDriver<S, C> driver,
            Translator<C> translator,
            Deriver deriver,
            Reactor<S> reactor,
            MeterRegistry registry,
            Consumer<Throwable> onFatal) {
        this.settings = settings;
        this.driver = driver;
        this.translator = translator;
        this.deriver = deriver;
        this.reactor = reactor;
        this.metrics = new StageMetrics(registry, settings.service().id(), () -> rowsWait);
        this.onFatal = onFatal;
        this.producer = KafkaClients.producer(
                settings.bootstrapServers(), settings.service().id() + "-out");
        this.consumer = settings.inputs().isEmpty() ? null : KafkaClients.groupConsumer(settings);
        this.tableNames = settings.tables().stream().map(Topic::topicName).collect(Collectors.toUnmodifiableSet());
        this.tables = settings.tables().isEmpty() ? null : new TableReader(settings, new Mailbox(), this::fatal);
        this.outbox =
                new Outbox(producer, prefixOrdered(settings, driver), this::act, this::onAcknowledged, this::fatal);
        this.snapshots = new SnapshotStore(settings.service().stateTopic());
        this.thread =
                Thread.ofPlatform().name(settings.service().id() + "-stage").unstarted(this::run);
    }

    /** Returns a stage for a core whose state is the fold of its own events. */
    public static <S, C> Stage<S, C> of(
            StageSettings settings,
            Decider<S, C> decider,
            StateCodec<S> codec,
            Translator<C> translator,
            Deriver deriver,
            Reactor<S> reactor,
            MeterRegistry registry,
            Consumer<Throwable> onFatal) {
        return new Stage<>(settings, CoreDriver.of(decider, codec), translator, deriver, reactor, registry, onFatal);
    }

    /** Returns a stage for a core whose state is the fold of its inputs. */
    public static <S> Stage<S, Event<?>> of(
            StageSettings settings,
            Folder<S> folder,
            Translator<Event<?>> translator,
            MeterRegistry registry,
            Consumer<Throwable> onFatal) {
        return new Stage<>(
                settings, CoreDriver.of(folder), translator, Deriver.none(), Reactor.none(), registry, onFatal);
    }

    @Override
    public void start() {
        thread.start();
    }

    /**
     * Hands a command from outside the log to a cell: a venue's reply, a timer. Blocks while the inbox is full, so that whoever brings the commands slows
     * down; an interrupt drops the command and is kept.
     *
     * @param at the command's time, which becomes the time of its events
     * @param causationId the event that led to it, if one did
     */
    public void submit(int cell, C command, Instant at, @Nullable String causationId) {
        commandsUnderWay.incrementAndGet();
        post(new Mail.Command<>(cell, command, at, causationId));
    }

    @Override
    public boolean isReady() {
        return assigned && tablesCaughtUp && backlogWorkedOff && thread.isAlive();
    }

    /**
     * Returns whether this process surely still owns its partitions: the broker confirmed it so short a time ago that nobody else can have got them since. False in a process that
     * was paused for long, until the broker was asked again. May be called by any thread.
     */
    public boolean mayAct() {
        return consumer == null || lease.isValid(System.nanoTime());
    }

    @Override
    public Progress progress() {
        boolean wasWatched = isWatched();
        watchedNanos = System.nanoTime();
        if (!wasWatched) {
            wake();
        }
        var positions = new TreeMap<String, Long>();
        boolean idle = inbox.isEmpty() && rowsWait == 0 && commandsUnderWay.get() == 0 && reactor.inFlight() == 0;
        processed.forEach((partition, next) -> positions.put(partition.toString(), next));
        return new Progress(settings.service().id(), isReady(), positions, idle);
    }

    @Override
    public void close() {
        stopping = true;
        wake();
        try {
            thread.join(STOP_PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            begin();
            while (!stopping) {
                step();
            }
            release(List.copyOf(cells.keySet()));
        } catch (Throwable failed) {
            fatal(failed);
        } finally {
            end();
        }
    }

    private void begin() {
        if (tables != null) {
            tables.start();
        } else {
            tablesCaughtUp = true;
        }
        if (consumer != null) {
            consumer.committed(tablePartitions()).forEach((partition, committed) -> {
                if (committed != null) {
                    buried.put(partition, committed.offset());
                }
            });
            consumer.subscribe(settings.inputs().stream().map(Topic::topicName).toList(), new Assignment(consumer));
        } else {
            acquire(List.of(0));
            assigned = true;
            backlogWorkedOff = true;
        }
    }

    private void step() throws InterruptedException {
        if (consumer == null) {
            awaitMail();
        } else {
            take(pollInputs(consumer));
        }
        for (int taken = 0; taken < INBOX_BATCH; taken++) {
            Mail<C> mail = inbox.poll();
            if (mail == null) {
                break;
            }
            open(mail);
        }
        takeLateRows();
        settle();
        commitWhenDue();
    }

    private void awaitMail() throws InterruptedException {
        long patienceMillis = outbox.pending() > 0 ? 1 : IDLE_POLL.toMillis();
        Mail<C> mail = inbox.poll(patienceMillis, TimeUnit.MILLISECONDS);
        if (mail != null) {
            open(mail);
        }
    }

    private ConsumerRecords<byte[], byte[]> pollInputs(KafkaConsumer<byte[], byte[]> from) {
        polling.set(true);
        try {
            // Whoever has news puts it down first and wakes then, so what came before this line is seen here.
            boolean hasNews = !inbox.isEmpty() || outbox.hasNews();
            return from.poll(hasNews ? Duration.ZERO : IDLE_POLL);
        } catch (WakeupException newsCame) {
            return ConsumerRecords.empty();
        } finally {
            polling.set(false);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            Timer.Sample batch = Timer.start();
            for (var record : records) {
                onRecord(record, List.of(record.partition()));
            }
            batch.stop(metrics.batches());
        }
    }

    private void open(Mail<C> mail) {
        switch (mail) {
            case Mail.Row<C> row
            when !row.after().isEmpty() -> {
                late.add(row.record(), row.after());
                rowsWait = late.size();
            }
            case Mail.Row<C> row -> onRecord(row.record(), List.copyOf(cells.keySet()));
            case Mail.CaughtUp<C> caughtUp -> {
                caughtUp.positions().forEach((partition, next) -> processed.merge(partition, next, Math::max));
                // A pass that began before the newest cells were there has told them only a part.
                if (caughtUp.pass() >= awaitedPass) {
                    tablesCaughtUp = true;
                    takeInputs();
                }
            }
            case Mail.Command<C> command -> onCommand(command);
        }
    }

    /** While the tables are read from the beginning, what a row follows from may be read after it. */
    private void takeLateRows() {
        if (tablesCaughtUp && late.size() > 0) {
            late.due(this::nextOf).forEach(row -> onRecord(row, List.copyOf(cells.keySet())));
        }
        rowsWait = late.size();
    }

    private long nextOf(TopicPartition partition) {
        long nobodyWaits = isTable(partition.topic()) ? 0 : Long.MAX_VALUE;
        return Math.max(processed.getOrDefault(partition, nobodyWaits), decided.getOrDefault(partition, 0L));
    }

    private void onCommand(Mail.Command<C> mail) {
        commandsTaken++;
        Cell<S> cell = cells.get(mail.cell());
        if (cell == null) {
            LOG.warn(
                    "Dropped a command for cell {} of {}, which another replica owns: {}",
                    mail.cell(),
                    settings.service().id(),
                    mail.command());
            return;
        }
        try {
            apply(cell, List.of(mail.command()), mail.at(), mail.causationId(), null);
        } catch (RuntimeException refused) {
            LOG.error(
                    "Command failed in cell {} of {}: {}",
                    mail.cell(),
                    settings.service().id(),
                    mail.command(),
                    refused);
        }
    }

    private void onRecord(ConsumerRecord<byte[], byte[]> record, List<Integer> owners) {
        var partition = new TopicPartition(record.topic(), record.partition());
        metrics.consumed(record.topic());
        try {
            Event<?> event = EventCodec.decode(record.value() == null ? new byte[0] : record.value());
            var ref = new InputRef(
                    record.topic(), record.partition(), record.offset(), event.sequence(), event.subject());
            for (int owner : owners) {
                Cell<S> cell = cells.get(owner);
                if (cell != null) {
                    onEvent(cell, event, ref);
                }
            }
        } catch (UndecodableEvent | RuntimeException poison) {
            bury(record, partition, poison);
        }
        decided.put(partition, record.offset() + 1);
    }

    private void onEvent(Cell<S> cell, Event<?> event, InputRef ref) {
        List<C> commands = translator.commands(cell.number(), event);
        if (cell.hasSeen(ref)) {
            metrics.repeated(ref.topic());
            return;
        }
        // Of a table only the newest row of each key matters, and only that is sure to be there.
        long missing = isTable(ref.topic()) ? 0 : cell.missingBefore(ref);
        if (missing > 0) {
            metrics.missing(ref.topic(), missing);
        }
        cell.markSeen(ref);
        apply(cell, commands, event.time(), event.id(), ref);
        if (!driver.isJournaled() && !commands.isEmpty() && isTable(ref.topic())) {
            // What a folder learned from a table must not come after ticks that it was fed before: the snapshot pins
            // the moment.
            outbox.flush();
            snapshot(cell);
        }
    }

    private void apply(
            Cell<S> cell, List<C> commands, Instant at, @Nullable String causationId, @Nullable InputRef ref) {
        if (commands.isEmpty()) {
            return;
        }
        var events = new ArrayList<Keyed>();
        try {
            driver.run(cell, commands, at, causationId, events);
        } finally {
            if (!events.isEmpty()) {
                publish(cell, events, ref);
            }
        }
    }

    private void publish(Cell<S> cell, List<Keyed> events, @Nullable InputRef ref) {
        if (ref != null && ref.offset() <= emitted.getOrDefault(ref.topicPartition(), -1L)) {
            events.forEach(event -> cell.nextIndex());
            return;
        }
        outbox.send(cell, events, ref);
        for (Keyed keyed : events) {
            metrics.published(keyed.topic().topicName());
            for (Draft draft : deriver.derive(keyed.event())) {
                Keyed derived =
                        cell.stamp(draft, keyed.event().time(), keyed.event().id());
                outbox.sendDerived(cell, derived);
                metrics.published(derived.topic().topicName());
            }
        }
    }

    /** Cells that were lost meanwhile are their next owner's to act for. */
    private void act(int cell, Event<?> event) {
        if (cells.containsKey(cell)) {
            reactor.onDurable(cell, event);
        }
    }

    /** Takes note of what is durable by now. Waits for the rest only when too much is on its way, or when a snapshot is due, which must not cover what is not on the log. */
    private void settle() {
        if (outbox.pending() > UNSETTLED_MAX || isSnapshotDue()) {
            outbox.flush();
        } else {
            outbox.settle();
        }
        if (outbox.pending() == 0) {
            noteSettled();
            cells.values().stream().filter(this::isSnapshotDue).forEach(this::snapshot);
        }
    }

    private void noteSettled() {
        processed.putAll(decided);
        uncommitted.putAll(decided);
        decided.clear();
        commandsUnderWay.addAndGet(-commandsTaken);
        commandsTaken = 0;
        noteBacklog();
    }

    private boolean isSnapshotDue() {
        return cells.values().stream().anyMatch(this::isSnapshotDue);
    }

    private boolean isSnapshotDue(Cell<S> cell) {
        return cell.isSnapshotDue(settings.snapshotEvery());
    }

    private void bury(ConsumerRecord<byte[], byte[]> record, TopicPartition partition, Exception poison) {
        // Tables are read again at every start: what was buried before is not buried twice.
        if (record.offset() >= buried.getOrDefault(partition, 0L)) {
            LOG.error("Dead letter: {}-{}@{}", record.topic(), record.partition(), record.offset(), poison);
            outbox.sendPlain(DeadLetter.of(record, poison, settings.service().id()));
            metrics.deadLetter(record.topic());
            buried.put(partition, record.offset() + 1);
        }
    }

    private void snapshot(Cell<S> cell) {
        byte[] saved = driver.save(cell.state());
        snapshots
                .record(cell.number(), cell.snapshot(saved))
                .ifPresentOrElse(outbox::sendPlain, metrics::snapshotSkipped);
        cell.snapshotTaken(saved.length);
    }

    private void acquire(Collection<Integer> numbers) {
        try (var reader =
                new LogReader(settings.bootstrapServers(), settings.service().id() + "-restore")) {
            var restorer = new CellRestorer<>(settings, driver, deriver, snapshots);
            for (int number : numbers) {
                var restored = restorer.restore(number, reader);
                cells.put(number, restored.cell());
                emitted.putAll(restored.emitted());
                restored.missing().forEach(missing -> outbox.sendDerived(restored.cell(), missing));
                outbox.flush();
                LOG.info(
                        "Restored cell {} of {} up to record {}",
                        number,
                        settings.service().id(),
                        restored.cell().index());
                reactor.onRestored(number, restored.cell().state());
            }
        }
    }

    /** Drains what the cells have taken, then forgets them. */
    private void release(Collection<Integer> numbers) {
        outbox.flush();
        noteSettled();
        for (int number : numbers) {
            Cell<S> cell = cells.get(number);
            if (cell != null) {
                snapshot(cell);
                cells.remove(number);
                reactor.onLost(number);
            }
        }
        outbox.flush();
        if (consumer != null && !uncommitted.isEmpty()) {
            undisturbed(() -> {
                consumer.commitSync(offsets());
                return true;
            });
            uncommitted.clear();
        }
    }

    private void commitWhenDue() {
        if (consumer == null || System.nanoTime() - lastCommit <= COMMIT_EVERY_NANOS) {
            return;
        }
        if (!decided.isEmpty()) {
            outbox.flush();
            noteSettled();
        }
        committed.putAll(offsets());
        uncommitted.clear();
        if (!committed.isEmpty()) {
            long askedNanos = System.nanoTime();
            // Also when there is nothing new: it asks the broker whether the partitions are still ours.
            consumer.commitAsync(committed, (offsets, refused) -> {
                if (refused == null) {
                    lease.renew(askedNanos);
                } else {
                    LOG.warn(
                            "The broker did not confirm that {} still owns its partitions; without that for {} s it does not act",
                            settings.service().id(),
                            TimeUnit.NANOSECONDS.toSeconds(KafkaClients.OWNERSHIP_NANOS),
                            refused);
                }
            });
        }
        lastCommit = System.nanoTime();
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets() {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        uncommitted.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
        return offsets;
    }

    private void takeInputs() {
        if (consumer != null) {
            backlog.putAll(undisturbed(() -> consumer.endOffsets(consumer.assignment())));
            consumer.resume(consumer.paused());
        }
    }

    /** A successor is ready when it has done what its predecessor left: before that it decides late, however fast it is. */
    private void noteBacklog() {
        if (!backlogWorkedOff && tablesCaughtUp && assigned) {
            backlog.entrySet().removeIf(end -> processed.getOrDefault(end.getKey(), Long.MAX_VALUE) >= end.getValue());
            backlogWorkedOff = backlog.isEmpty();
        }
    }

    private Set<TopicPartition> tablePartitions() {
        return settings.tables().stream().flatMap(TableReader::partitions).collect(Collectors.toSet());
    }

    private boolean isTable(String topic) {
        return tableNames.contains(topic);
    }

    private void post(Mail<C> mail) {
        try {
            inbox.put(mail);
            wake();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the broker again when news woke the consumer meanwhile: a question of an assignment or a hand-over must not be left half done for it. */
    private static <T> T undisturbed(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (WakeupException newsCame) {
                // The news is looked at after the poll that this is part of.
            }
        }
    }

    /** What is durable is noted at once for whoever acts on it or watches, otherwise after the next poll, so that nothing is woken for nobody. */
    private void onAcknowledged() {
        if (reactor.isAttentive() || isWatched()) {
            wake();
        }
    }

    private boolean isWatched() {
        return System.nanoTime() - watchedNanos < WATCHED_NANOS;
    }

    private void wake() {
        if (consumer != null && polling.get()) {
            consumer.wakeup();
        }
    }

    private void fatal(Throwable failed) {
        if (!stopping) {
            LOG.error(
                    "Stage {} stops: it cannot go on without losing or doubling events",
                    settings.service().id(),
                    failed);
            stopping = true;
            onFatal.accept(failed);
        }
    }

    private void end() {
        if (tables != null) {
            tables.close();
        }
        if (consumer != null) {
            consumer.close();
        }
        producer.close(STOP_PATIENCE);
    }

    private static Set<Topic> prefixOrdered(StageSettings settings, CoreDriver<?, ?> driver) {
        return driver.isJournaled() && !settings.inputs().isEmpty() ? Set.copyOf(settings.journal()) : Set.of();
    }

    private final class Mailbox implements TableReader.Sink {
        @Override
        public void record(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> after) {
            post(new Mail.Row<>(record, after));
        }

        @Override
        public void caughtUp(int pass, Map<TopicPartition, Long> positions) {
            post(new Mail.CaughtUp<>(pass, positions));
        }
    }

    /** Runs inside {@code poll}, on the stage's thread. */
    private final class Assignment implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> owner;

        Assignment(KafkaConsumer<byte[], byte[]> owner) {
            this.owner = owner;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            polling.set(false);
            lease.renew(System.nanoTime());
            List<Integer> fresh = numbers(partitions).stream()
                    .filter(number -> !cells.containsKey(number))
                    .toList();
            acquire(fresh);
            partitions.forEach(this::seek);
            if (!fresh.isEmpty()) {
                backlogWorkedOff = false;
            }
            if (tables != null && !fresh.isEmpty()) {
                tablesCaughtUp = false;
                owner.pause(owner.assignment());
                awaitedPass = tables.rewind();
            } else {
                takeInputs();
            }
            assigned = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            polling.set(false);
            release(numbers(partitions));
            partitions.forEach(processed::remove);
            partitions.forEach(committed::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            // Somebody else owns them already: nothing may be written for them any more.
            for (int number : numbers(partitions)) {
                cells.remove(number);
                reactor.onLost(number);
            }
            partitions.forEach(processed::remove);
            partitions.forEach(decided::remove);
            partitions.forEach(uncommitted::remove);
            partitions.forEach(committed::remove);
        }

        private void seek(TopicPartition partition) {
            Cell<S> cell = cells.get(partition.partition());
            long covered = cell == null ? 0 : cell.inputs().getOrDefault(partition, 0L);
            if (driver.isJournaled()) {
                // Inputs after the covered one that were committed led to nothing; seeing them again would lead to
                // nothing.
                long next = Math.max(covered, position(partition));
                owner.seek(partition, next);
                // So that there is something to ask about before the first input comes.
                committed.put(partition, new OffsetAndMetadata(next));
            } else {
                owner.seek(partition, Math.max(covered, beginning(partition)));
            }
            processed.put(partition, position(partition));
        }

        private long beginning(TopicPartition partition) {
            return undisturbed(() -> owner.beginningOffsets(List.of(partition))).getOrDefault(partition, 0L);
        }

        private long position(TopicPartition partition) {
            return undisturbed(() -> owner.position(partition));
        }

        private List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream()
                    .map(TopicPartition::partition)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
