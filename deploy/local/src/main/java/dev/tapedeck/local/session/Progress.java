package dev.tapedeck.local.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.local.StackFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a stage has come.
 *
 * @param positions next offset to process of each of its inputs; all that came before has left its outputs behind it
 * @param idle nothing of it is under way anywhere else
 */
record Progress(String stage, Map<TopicPartition, Long> positions, boolean idle) {
    Progress {
        positions = Map.copyOf(positions);
    }

    static Progress of(JsonNode json) {
        var positions = new HashMap<TopicPartition, Long>();
        json.path("positions")
                .properties()
                .forEach(position -> positions.put(
                        partition(position.getKey()), position.getValue().asLong()));
        return new Progress(
                json.path("stage").asText(), positions, json.path("idle").asBoolean(false));
    }

    /** Returns why this stage has not drained, empty when it has. */
    Optional<String> whatIsLeft(Map<TopicPartition, Long> ends) {
        for (var position : positions.entrySet()) {
            long end = ends.getOrDefault(position.getKey(), 0L);
            if (position.getValue() != end) {
                return Optional.of(
                        "stage " + stage + " is at " + position.getValue() + " of " + end + " on " + position.getKey());
            }
        }
        return idle ? Optional.empty() : Optional.of("stage " + stage + " is not idle");
    }

    private static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        try {
            return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
        } catch (NumberFormatException | IndexOutOfBoundsException malformed) {
            throw new StackFailure("a position must be named TOPIC-PARTITION, was '" + name + "'", malformed);
        }
    }
}
