package dev.tapedeck.kit.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Rows of tables that follow from another topic. Each waits until what was on that topic when it came is taken, so that no cell hears of a consequence before its cause, however
 * far it is behind. Rows keep their order, and a row takes the place of one with its key that waits, as compaction does: as many wait at most as the tables have keys. For the
 * stage's thread.
 */
final class LateRows {
    /** Compacted topics have no record without a key: the broker refuses it. */
    private record Key(String topic, int partition, ByteBuffer key) {
        static Key of(ConsumerRecord<byte[], byte[]> row) {
            return new Key(row.topic(), row.partition(), ByteBuffer.wrap(row.key()));
        }
    }

    private record Waiting(ConsumerRecord<byte[], byte[]> row, Map<TopicPartition, Long> after) {}

    private final Map<Key, Waiting> rows = new LinkedHashMap<>();

    /** Takes a row that waits until everything before these offsets is taken. */
    void add(ConsumerRecord<byte[], byte[]> row, Map<TopicPartition, Long> after) {
        // Removed first: it comes last, where the newest is.
        rows.remove(Key.of(row));
        rows.put(Key.of(row), new Waiting(row, after));
    }

    int size() {
        return rows.size();
    }

    /**
     * Returns the rows that need not wait any more.
     *
     * @param next the offset of the next record that is not taken; of a partition that somebody else owns by now, one that none exceeds
     */
    List<ConsumerRecord<byte[], byte[]>> due(ToLongFunction<TopicPartition> next) {
        var due = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var waiting = rows.values().iterator();
        while (waiting.hasNext()) {
            Waiting first = waiting.next();
            if (!isOver(first.after, next)) {
                break;
            }
            due.add(first.row);
            waiting.remove();
        }
        return due;
    }

    private static boolean isOver(Map<TopicPartition, Long> after, ToLongFunction<TopicPartition> next) {
        return after.entrySet().stream().allMatch(end -> next.applyAsLong(end.getKey()) >= end.getValue());
    }
}
