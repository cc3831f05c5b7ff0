package dev.tapedeck.kit.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Rows of tables that follow from another topic. Each waits until what was on that topic when it came is taken, so that no cell hears of a consequence before its cause, however
 * far it is behind. Rows keep their order. For the stage's thread.
 */
final class LateRows {
    private record Waiting(ConsumerRecord<byte[], byte[]> row, Map<TopicPartition, Long> after) {}

    private final Deque<Waiting> rows = new ArrayDeque<>();

    /** Takes a row that waits until everything before these offsets is taken. */
    void add(ConsumerRecord<byte[], byte[]> row, Map<TopicPartition, Long> after) {
        rows.add(new Waiting(row, after));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * Returns the rows that need not wait any more.
     *
     * @param next the offset of the next record that is not taken; of a partition that somebody else owns by now, one that none exceeds
     */
    List<ConsumerRecord<byte[], byte[]>> due(ToLongFunction<TopicPartition> next) {
        var due = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (!rows.isEmpty() && isOver(rows.peek().after, next)) {
            due.add(rows.remove().row);
        }
        return due;
    }

    private static boolean isOver(Map<TopicPartition, Long> after, ToLongFunction<TopicPartition> next) {
        return after.entrySet().stream().allMatch(end -> next.applyAsLong(end.getKey()) >= end.getValue());
    }
}
