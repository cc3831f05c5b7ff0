package dev.tapedeck.kit.stream;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * A cell at one moment, with the positions that it covers.
 *
 * @param state as the core saved it, in base 64
 * @param index of the last output record that is folded in
 * @param inputs next offset per input partition, by {@code topic-partition}
 * @param outputs next offset per output partition
 * @param seen last sequence per input topic and subject
 * @param sequences last sequence per output topic and subject
 */
record CellSnapshot(
        String state,
        long index,
        Map<String, Long> inputs,
        Map<String, Long> outputs,
        Map<String, Long> seen,
        Map<String, Long> sequences) {

    static Map<String, Long> named(Map<TopicPartition, Long> positions) {
        return positions.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
    }

    static Map<TopicPartition, Long> partitions(Map<String, Long> named) {
        return named.entrySet().stream()
                .collect(Collectors.toMap(entry -> partition(entry.getKey()), Map.Entry::getValue));
    }

    private static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }
}
