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
    private record Batch(List<ConsumerRecord<byte[], byte[]>> rows, Map<TopicPartition, Long> after) {}

    private List<ConsumerRecord<byte[], byte[]>> fresh = new ArrayList<>();
    private final Deque<Batch> waiting = new ArrayDeque<>();

    void add(ConsumerRecord<byte[], byte[]> row) {
        fresh.add(row);
    }

    boolean isEmpty() {
        return fresh.isEmpty() && waiting.isEmpty();
    }

    /** Returns whether rows came since the last {@link #await}. */
    boolean hasFresh() {
        return !fresh.isEmpty();
    }

    /** The rows that came since wait until everything before these offsets is taken. */
    void await(Map<TopicPartition, Long> ends) {
        waiting.add(new Batch(fresh, Map.copyOf(ends)));
        fresh = new ArrayList<>();
    }

    /**
     * Returns the rows that need not wait any more.
     *
     * @param next the offset of the next record that is not taken; of a partition that somebody else owns by now, one that none exceeds
     */
    List<ConsumerRecord<byte[], byte[]>> due(ToLongFunction<TopicPartition> next) {
        var due = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (!waiting.isEmpty() && isOver(waiting.peek(), next)) {
            due.addAll(waiting.remove().rows);
        }
        return due;
    }

    private static boolean isOver(Batch batch, ToLongFunction<TopicPartition> next) {
        return batch.after.entrySet().stream().allMatch(end -> next.applyAsLong(end.getKey()) >= end.getValue());
    }
}
