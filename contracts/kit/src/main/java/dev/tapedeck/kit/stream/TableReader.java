package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tables in full on a thread of its own and hands every record to the stage. After each start and rewind it says when all that was there at
 * that moment has been handed over.
 */
final class TableReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration WAKE_PATIENCE = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    /** Where the reader puts what it read; both may block when the stage is behind. */
    interface Sink {
        /**
         * Takes the next row.
         *
         * @param after where the topics that the row follows from ended when it came; empty for a row that follows from none
         */
        void record(ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> after);

        /**
         * Everything that was there when the pass began has been handed over.
         *
         * @param pass which reading from the beginning has reached the end, as {@link #rewind} numbered it
         */
        void caughtUp(int pass, Map<TopicPartition, Long> positions);
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    /** Asks only where topics end: a question beside a fetch would wait for it. */
    private final KafkaConsumer<byte[], byte[]> ends;

    private final Map<String, List<TopicPartition>> follows = new HashMap<>();
    private final List<TopicPartition> partitions;
    private final Sink sink;
    private final Thread thread;
    private final AtomicInteger wantedPass = new AtomicInteger(1);
    private volatile boolean stopping;

    TableReader(StageSettings settings, Sink sink, Consumer<Throwable> onFatal) {
        this.consumer = KafkaClients.follower(
                settings.bootstrapServers(), settings.service().id() + "-tables");
        this.ends = KafkaClients.reader(
                settings.bootstrapServers(), settings.service().id() + "-ends");
        settings.follows()
                .forEach((table, other) ->
                        follows.put(table.topicName(), partitions(other).toList()));
        this.partitions =
                settings.tables().stream().flatMap(TableReader::partitions).toList();
        this.sink = sink;
        this.thread =
                Thread.ofPlatform().name(settings.service().id() + "-tables").unstarted(() -> run(onFatal));
    }

    void start() {
        thread.start();
    }

    /** Reads everything again, for cells that were not there before, and returns the number of this pass. */
    int rewind() {
        int pass = wantedPass.incrementAndGet();
        consumer.wakeup();
        return pass;
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            // An interrupt is for a thread that a full inbox holds; in a poll it would only make the consumer's end
            // look like a fault.
            if (!thread.join(WAKE_PATIENCE)) {
                thread.interrupt();
                thread.join(STOP_PATIENCE);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static Stream<TopicPartition> partitions(Topic topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition));
    }

    private void run(Consumer<Throwable> onFatal) {
        try (consumer;
                ends) {
            consumer.assign(partitions);
            // So that it keeps knowing where they are; it never polls.
            ends.assign(
                    follows.values().stream().flatMap(List::stream).distinct().toList());
            Map<TopicPartition, Long> wholePass = Map.of();
            int pass = 0;
            boolean isCatchingUp = false;
            while (!stopping) {
                try {
                    int wanted = wantedPass.get();
                    if (pass != wanted) {
                        consumer.seekToBeginning(partitions);
                        wholePass = consumer.endOffsets(partitions);
                        isCatchingUp = true;
                        // Last, since a wakeup may end any of these questions: the pass then begins again.
                        pass = wanted;
                    }
                    if (isCatchingUp && isAt(wholePass)) {
                        sink.caughtUp(pass, positions());
                        isCatchingUp = false;
                    }
                    handOver(consumer.poll(POLL));
                } catch (WakeupException rewindOrStop) {
                    // The loop looks at both.
                } catch (RetriableException outage) {
                    LOG.warn("The broker did not say where the tables end, asking again", outage);
                }
            }
        } catch (Throwable failed) {
            if (!stopping) {
                onFatal.accept(failed);
            }
        }
    }

    private void handOver(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            List<TopicPartition> followed = follows.getOrDefault(partition.topic(), List.of());
            Map<TopicPartition, Long> after = followed.isEmpty() ? Map.of() : endsOf(followed);
            records.records(partition).forEach(row -> sink.record(row, after));
        }
    }

    /** Asks until the broker says it: the rows were read and are not read again. */
    private Map<TopicPartition, Long> endsOf(List<TopicPartition> followed) {
        while (true) {
            try {
                return Map.copyOf(ends.endOffsets(followed));
            } catch (RetriableException outage) {
                if (stopping) {
                    throw outage;
                }
                LOG.warn("The broker did not say where {} end, asking again", followed, outage);
            }
        }
    }

    private boolean isAt(Map<TopicPartition, Long> wholePass) {
        return wholePass.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Map<TopicPartition, Long> positions() {
        var positions = new TreeMap<TopicPartition, Long>(
                java.util.Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }
}
