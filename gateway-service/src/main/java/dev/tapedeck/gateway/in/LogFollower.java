package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.gateway.core.Projection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every topic into the projection, on a thread of its own and without a consumer group: the projection is dropped with the process and rebuilt by the
 * next, from the beginning of each topic or, where that would take too long, from near its end. A record that is not an event of its topic becomes a dead letter, once, however often the topic is read; the rest goes on.
 */
public final class LogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** The broker answers in milliseconds; a question that is stuck is better asked again on a new connection. */
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Map<Topic, Long> windows;
    private final Projection projection;
    private final PoisonRecords poison;
    private final RecentLetters letters = new RecentLetters();
    private final Clock clock;
    private final Runnable afterRestore;
    private final Runnable afterBatch;
    private final java.util.function.Consumer<Throwable> onFatal;
    private final Thread thread = Thread.ofPlatform().name("gateway-log").unstarted(this::run);

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final AtomicLong lag = new AtomicLong();
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile boolean stopping;

    /**
     * @param consumers gives a reader without a group and from the earliest offset
     * @param windows records per partition, before the end, that are enough for a topic at the start; topics without are read in full
     * @param deadLetters buries a record; must not fail
     * @param afterRestore runs once, on the follower's thread, when the projection is whole
     * @param afterBatch runs on the follower's thread after each poll
     * @param onFatal runs when the log can no longer be followed, last
     */
    public LogFollower(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Map<Topic, Long> windows,
            Projection projection,
            BiConsumer<ConsumerRecord<byte[], byte[]>, Exception> deadLetters,
            Clock clock,
            Runnable afterRestore,
            Runnable afterBatch,
            java.util.function.Consumer<Throwable> onFatal) {
        this.consumers = consumers;
        this.windows = Map.copyOf(windows);
        this.projection = projection;
        this.poison = new PoisonRecords(deadLetters);
        this.clock = clock;
        this.afterRestore = afterRestore;
        this.afterBatch = afterBatch;
        this.onFatal = onFatal;
    }

    public void start() {
        thread.start();
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Returns the records that are on the log and not folded yet, as of the last read. */
    public long lagRecords() {
        return lag.get();
    }

    /** Returns how many records this service could not read, over all its lives that the dead letter topics remember. */
    public long deadLetterCount() {
        return poison.count();
    }

    /** Returns the newest records that a service could not read. */
    public RecentLetters letters() {
        return letters;
    }

    @Override
    public void close() {
        stopping = true;
        Consumer<byte[], byte[]> waiting = current;
        if (waiting != null) {
            waiting.wakeup();
        }
        thread.interrupt();
        try {
            thread.join(STOP_PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException stop) {
                // The loop looks at it.
            } catch (KafkaException unavailable) {
                if (!stopping) {
                    LOG.warn("The log cannot be read, next attempt in {}", RETRY, unavailable);
                    pause();
                }
            } catch (Throwable broken) {
                // A picture that no longer follows the log is worse than none.
                onFatal.accept(broken);
                return;
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ANSWER_PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER_PATIENCE);
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            consumer.seek(partition, positions.computeIfAbsent(partition, fresh -> start(fresh, begin, end)));
        }
        while (!stopping) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                read(record);
            }
            long behind = 0;
            for (TopicPartition partition : partitions) {
                positions.put(partition, consumer.position(partition));
                behind += consumer.currentLag(partition).orElse(0);
            }
            lag.set(behind);
            if (!projection.isRestored() && isAt(ends)) {
                finishRestore();
            }
            afterBatch.run();
        }
    }

    /** Returns where to begin: topics that grow with the market are read from near their end. */
    private long start(TopicPartition partition, long begin, long end) {
        Topic topic = Topic.named(partition.topic()).orElse(null);
        Long window = topic == null ? null : windows.get(topic);
        if (topic == null || window == null || end - begin <= window) {
            return begin;
        }
        long start = end - window;
        projection.skip(topic, start - begin);
        return start;
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        var partitions = new ArrayList<TopicPartition>();
        for (Topic topic : Topic.values()) {
            for (String name : List.of(topic.topicName(), topic.deadLetterTopic())) {
                var found = Optional.ofNullable(consumer.partitionsFor(name, ANSWER_PATIENCE))
                        .filter(infos -> !infos.isEmpty());
                found.orElseThrow(() -> new KafkaException("topic " + name + " must exist, it does not"))
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition())));
            }
        }
        return partitions;
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void finishRestore() {
        projection.markRestored(clock.instant());
        poison.markLettersKnown();
        afterRestore.run();
        LOG.info("Restored from the log, which holds {} records", total(positions.values()));
    }

    private static long total(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        Optional<Topic> topic = Topic.named(record.topic());
        if (topic.isEmpty()) {
            poison.seen(record);
            letters.add(record);
            return;
        }
        boolean isTombstone = record.value() == null && topic.get().kind() == Topic.Kind.COMPACTED;
        if (isTombstone) {
            return;
        }
        try {
            projection.apply(event(record, topic.get()), Instant.ofEpochMilli(record.timestamp()), clock.instant());
        } catch (UndecodableEvent | RuntimeException cause) {
            poison.add(record, cause);
        }
    }

    private static Event<?> event(ConsumerRecord<byte[], byte[]> record, Topic topic) throws UndecodableEvent {
        if (record.value() == null) {
            throw new UndecodableEvent("an event must have a value, had none");
        }
        Event<?> event = EventCodec.decode(record.value());
        if (Topic.of(event.data()) != topic) {
            throw new UndecodableEvent("an event on " + topic.topicName() + " must belong there, was of "
                    + Topic.of(event.data()).topicName() + " (id=" + event.id() + ")");
        }
        return event;
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
