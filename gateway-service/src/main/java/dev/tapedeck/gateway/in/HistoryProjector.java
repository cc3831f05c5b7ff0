package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.gateway.core.history.HistoryRows;
import dev.tapedeck.gateway.core.history.HistoryUnavailable;
import dev.tapedeck.gateway.core.history.Offset;
import dev.tapedeck.gateway.core.history.Row;
import dev.tapedeck.gateway.out.history.HistoryStore;
import dev.tapedeck.gateway.out.history.RowWriter;
import dev.tapedeck.gateway.out.history.RowsRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the log into the history, on a thread of its own. Replicas share the partitions. The tables themselves know how far they are, and every row replaces itself when it is written again: whatever
 * dies when, in the end the tables hold what the topics hold, once. While the database is away the log waits; nothing is kept in memory for it.
 */
public final class HistoryProjector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryProjector.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<String> logIds;
    private final HistoryStore store;
    private final RowWriter writer;
    private final BiConsumer<ConsumerRecord<byte[], byte[]>, Exception> deadLetters;
    private final Clock clock;
    private final Thread thread = Thread.ofPlatform().name("gateway-history").unstarted(this::run);

    private final AtomicLong lag = new AtomicLong();
    private final AtomicLong rowsWritten = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile boolean available;
    private volatile boolean stopping;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private @Nullable Projection projection;
    private boolean saidWhy;

    /**
     * What is projected into which tables.
     *
     * @param id the log and the generation of the tables
     */
    private record Projection(String id, String generation, HistoryRows rows, long checkedNanos) {
        Projection checkedNow() {
            return new Projection(id, generation, rows, System.nanoTime());
        }
    }

    /** A record and what history keeps of it. */
    private record Projected(ConsumerRecord<byte[], byte[]> record, List<Row> rows) {}

    /**
     * @param consumers gives a consumer of the projection's group
     * @param logIds gives the identity of the log
     * @param deadLetters buries a record that the database refuses; must not fail
     */
    public HistoryProjector(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<String> logIds,
            HistoryStore store,
            RowWriter writer,
            BiConsumer<ConsumerRecord<byte[], byte[]>, Exception> deadLetters,
            Clock clock) {
        this.consumers = consumers;
        this.logIds = logIds;
        this.store = store;
        this.writer = writer;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** Returns whether the tables follow the log now. */
    public boolean isAvailable() {
        return available;
    }

    /** Returns how many records of this replica's partitions are not in the tables yet, as of the last look. */
    public long lagRecords() {
        return lag.get();
    }

    public long rowsWritten() {
        return rowsWritten.get();
    }

    /** Returns how many records the log had forgotten before they were in the tables. */
    public long missedRecords() {
        return missed.get();
    }

    @Override
    public void close() {
        stopping = true;
        Consumer<byte[], byte[]> waiting = current;
        if (waiting != null) {
            waiting.wakeup();
        }
        try {
            if (!thread.join(STOP_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                consumer.subscribe(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList(), new Restart());
                while (!stopping) {
                    follow(consumer);
                }
            } catch (WakeupException stop) {
                // The loop looks at it.
            } catch (RuntimeException broken) {
                projection = null;
                available = false;
                if (!stopping) {
                    LOG.warn("The history cannot follow the log, next attempt in {}", RETRY, broken);
                    pause();
                }
            }
        }
        writer.close();
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        try {
            Projection before = projection;
            if (before == null) {
                begin(consumer);
            } else if (System.nanoTime() - before.checkedNanos > CHECK.toNanos()) {
                check(before);
            }
            project(consumer, consumer.poll(POLL));
        } catch (HistoryUnavailable gone) {
            projection = null;
            if (!saidWhy) {
                saidWhy = true;
                LOG.warn("The history lags until the database answers again: {}", gone.getMessage());
            }
            available = false;
            awaitDatabase(consumer);
        }
    }

    /** Stays in the group and takes nothing. */
    private void awaitDatabase(Consumer<byte[], byte[]> consumer) {
        consumer.pause(consumer.assignment());
        // A partition that was given to this replica meanwhile is not paused, and what it hands out is read again
        // later.
        consumer.poll(RETRY);
        lag.set(behind(consumer, consumer.endOffsets(consumer.assignment(), ANSWER_PATIENCE)));
    }

    /** Takes up each partition where the tables end. */
    private void begin(Consumer<byte[], byte[]> consumer) {
        String generation = generation();
        store.awaitApplied();
        String id = logIds.get() + "@" + generation;
        Set<TopicPartition> mine = consumer.assignment();
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(mine, ANSWER_PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(mine, ANSWER_PATIENCE);
        for (TopicPartition partition : mine) {
            long begin = begins.getOrDefault(partition, 0L);
            long next = store.nextOffset(id, partition).orElse(0L);
            if (next > 0 && next < begin) {
                missed.addAndGet(begin - next);
                LOG.error("The log of {} begins at {}, the history ends at {}", partition, begin, next);
            }
            consumer.seek(partition, Math.max(next, begin));
        }
        consumer.resume(mine);
        projection = new Projection(id, generation, new HistoryRows(store), System.nanoTime());
        available = true;
        saidWhy = false;
        LOG.info("The history follows {} partitions, {} records behind", mine.size(), behind(consumer, ends));
    }

    private String generation() {
        return store.generation()
                .orElseThrow(() -> new HistoryUnavailable(
                        "the tables must be as this version knows them: ./tapedeck migrate status"));
    }

    /** Tables that were made anew are empty, though nothing failed. */
    private void check(Projection before) {
        if (!generation().equals(before.generation)) {
            throw new HistoryUnavailable("the tables were made anew");
        }
        projection = before.checkedNow();
    }

    private void project(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        Projection now = projection;
        if (now == null) {
            // The partitions changed during the poll; what it brought is read again.
            return;
        }
        if (!records.isEmpty()) {
            var batch = new ArrayList<Projected>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                batch.add(new Projected(record, rowsOf(now.rows, record)));
            }
            write(batch);
            note(now.id, consumer, records.partitions());
        }
        long behind = 0;
        for (TopicPartition partition : consumer.assignment()) {
            behind += consumer.currentLag(partition).orElse(0);
        }
        lag.set(behind);
    }

    /** A record that is no event leaves no row: it is in the dead letters of whoever follows the log. */
    private List<Row> rowsOf(HistoryRows fold, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        try {
            return fold.of(EventCodec.decode(record.value()), record.value(), Instant.ofEpochMilli(record.timestamp()));
        } catch (UndecodableEvent poison) {
            LOG.debug("Not an event: {}-{}@{}", record.topic(), record.partition(), record.offset(), poison);
            return List.of();
        } catch (IllegalArgumentException | IllegalStateException impossible) {
            deadLetters.accept(record, impossible);
            return List.of();
        }
    }

    /** Halves what is refused until the one record is found that the tables cannot hold. */
    private void write(List<Projected> batch) {
        List<Row> all = batch.stream().flatMap(one -> one.rows.stream()).toList();
        if (all.isEmpty()) {
            return;
        }
        try {
            writer.write(all);
            rowsWritten.addAndGet(all.size());
        } catch (RowsRefused refused) {
            generation();
            if (batch.size() == 1) {
                deadLetters.accept(batch.getFirst().record, refused);
                return;
            }
            int half = batch.size() / 2;
            write(batch.subList(0, half));
            write(batch.subList(half, batch.size()));
        }
    }

    private void note(String id, Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Instant now = clock.instant();
        List<Row> offsets = partitions.stream()
                .map(partition ->
                        new Offset(partition.topic(), partition.partition(), consumer.position(partition), now).row(id))
                .toList();
        try {
            writer.write(offsets);
        } catch (RowsRefused refused) {
            throw new HistoryUnavailable("the tables changed: ./tapedeck migrate status", refused);
        }
        // For those who watch the group's lag; nothing begins there.
        consumer.commitAsync();
    }

    private static long behind(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What this replica reads changed: it begins again from what the tables know. */
    private final class Restart implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            projection = null;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            projection = null;
        }
    }
}
