package dev.tapedeck.bench;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * When the partitions of a killed process work again: somebody owns each of them, and wherever the log has grown since the kill, a record that came after it was processed.
 *
 * @param ends next offset of each partition, as read when the killed process was gone
 */
record Takeover(Map<TopicPartition, Long> ends) {
    Takeover {
        ends = Map.copyOf(ends);
    }

    /**
     * Returns whether they work.
     *
     * @param owned next offset to process of each partition that is owned now
     * @param grown next offset of each partition now
     */
    boolean isDone(Map<TopicPartition, Long> owned, Map<TopicPartition, Long> grown) {
        boolean anyGrew = ends.entrySet().stream().anyMatch(end -> hasGrown(end, grown));
        return anyGrew
                && owned.keySet().containsAll(ends.keySet())
                && ends.entrySet().stream()
                        .filter(end -> hasGrown(end, grown))
                        .allMatch(end -> owned.getOrDefault(end.getKey(), 0L) > end.getValue());
    }

    private static boolean hasGrown(Map.Entry<TopicPartition, Long> end, Map<TopicPartition, Long> grown) {
        return grown.getOrDefault(end.getKey(), 0L) > end.getValue();
    }
}
