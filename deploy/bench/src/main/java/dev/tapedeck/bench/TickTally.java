package dev.tapedeck.bench;

import dev.tapedeck.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts what the records of the tick topic say: one that tells of trades may tell of many. Used by one thread. */
final class TickTally implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final byte[] TRADE = "\"tradeId\"".getBytes(StandardCharsets.US_ASCII);

    private final KafkaConsumer<byte[], byte[]> consumer;

    TickTally(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.copyOf(Stages.partitions(Topic.TICKS));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * What was counted.
     *
     * @param ticks trades, quotes, mark prices and heartbeats, each for itself
     */
    record Count(long records, long ticks) {}

    /** Returns what was written since the last call, or since the beginning. */
    Count next() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long records = 0;
        long ticks = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                records++;
                ticks += Math.max(1, trades(record.value()));
            }
        }
        return new Count(records, ticks);
    }

    static int trades(byte[] json) {
        int count = 0;
        for (int at = 0; at + TRADE.length <= json.length; at++) {
            int matched = 0;
            while (matched < TRADE.length && json[at + matched] == TRADE[matched]) {
                matched++;
            }
            count += matched == TRADE.length ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
