package dev.tapedeck.local.log;

import dev.tapedeck.local.StackFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A view of the log for people. Sees only what is committed. Used by one thread. */
public final class LogReader implements AutoCloseable {
    private static final Duration READ_LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Comparator<ConsumerRecord<String, byte[]>> APPEND_ORDER = Comparator.comparingLong(
                    (ConsumerRecord<String, byte[]> record) -> record.timestamp())
            .thenComparing(ConsumerRecord::topic)
            .thenComparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset);

    private final KafkaConsumer<String, byte[]> consumer;

    public LogReader(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                // The next topic and the close wait for the fetch that has begun.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Returns the end offsets of all partitions of a topic, added up. */
    public Map<String, Long> counts(Collection<String> topics) {
        var partitions = new ArrayList<TopicPartition>();
        for (String topic : topics) {
            partitions.addAll(partitions(topic));
        }
        var counts = new LinkedHashMap<String, Long>();
        topics.forEach(topic -> counts.put(topic, 0L));
        consumer.endOffsets(partitions).forEach((partition, end) -> counts.merge(partition.topic(), end, Long::sum));
        return counts;
    }

    /** Returns the end offsets of these partitions. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** Returns the newest value of every key of a topic, by key; keys whose newest value is a tombstone are absent. */
    public Map<String, byte[]> newestByKey(String topic) {
        var newest = new LinkedHashMap<String, byte[]>();
        readToEnd(topic, Long.MAX_VALUE, record -> {
            if (record.value() == null) {
                newest.remove(record.key());
            } else {
                newest.put(record.key(), record.value());
            }
        });
        return newest;
    }

    /** Returns the last records of a topic over all partitions, in the order of their timestamps. */
    public List<ConsumerRecord<String, byte[]>> last(String topic, int count) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        readToEnd(topic, count, records::add);
        records.sort(APPEND_ORDER);
        return List.copyOf(records.subList(Math.max(0, records.size() - count), records.size()));
    }

    /** Hands over all records of a topic up to its end as it is now, those of a partition in their order. */
    public void all(String topic, Consumer<ConsumerRecord<String, byte[]>> reader) {
        readToEnd(topic, Long.MAX_VALUE, reader);
    }

    /** Returns what was appended since the last read of the same topic; waits a moment for it. */
    public List<ConsumerRecord<String, byte[]>> next() {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        consumer.poll(POLL).forEach(records::add);
        records.sort(APPEND_ORDER);
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Reads the last records of each partition up to the ends as they are now; leaves the consumer there. */
    private void readToEnd(String topic, long countPerPartition, Consumer<ConsumerRecord<String, byte[]>> reader) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.beginningOffsets(partitions)
                .forEach((partition, begin) -> consumer.seek(
                        partition, Math.max(begin, ends.getOrDefault(partition, begin) - countPerPartition)));
        long deadlineNanos = System.nanoTime() + READ_LIMIT.toNanos();
        while (!reached(ends)) {
            if (System.nanoTime() > deadlineNanos) {
                throw new StackFailure("topic " + topic + " could not be read to its end, nothing came for "
                        + READ_LIMIT.toSeconds() + " s; reached " + positions(partitions) + " of " + ends);
            }
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : records) {
                reader.accept(record);
            }
            if (!records.isEmpty()) {
                deadlineNanos = System.nanoTime() + READ_LIMIT.toNanos();
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Map<TopicPartition, Long> positions(List<TopicPartition> partitions) {
        var positions = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }
}
