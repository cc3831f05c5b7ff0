package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** What the services that share partitions out take, and how far they are. */
final class Stages {
    private static final Map<Member, List<Topic>> INPUTS = Map.of(
            Member.INDICATOR, List.of(Topic.TICKS),
            Member.STRATEGY, List.of(Topic.INDICATORS),
            Member.RISK, List.of(Topic.SIGNALS, Topic.ORDER_EVENTS, Topic.FILLS),
            Member.ORDER, List.of(Topic.ORDERS),
            Member.POSITION_SYNC, List.of(Topic.FILLS));

    private Stages() {}

    /** Returns the partitions that the replicas of a service share. */
    static Set<TopicPartition> inputs(Member service) {
        return INPUTS.getOrDefault(service, List.of()).stream()
                .flatMap(topic -> partitions(topic).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<TopicPartition> partitions(Topic topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the next offset to process of each input that the process on this port owns; empty while it is not ready or does not answer. */
    static Map<TopicPartition, Long> owned(Member service, int port) {
        JsonNode progress;
        try {
            progress = Http.get(URI.create("http://" + Layout.HOST + ":" + port + "/tapedeck/progress"));
        } catch (StackFailure silent) {
            return Map.of();
        }
        var owned = new HashMap<TopicPartition, Long>();
        if (progress.path("ready").asBoolean(false)) {
            for (TopicPartition input : inputs(service)) {
                JsonNode position = progress.path("positions").path(input.toString());
                if (position.isNumber()) {
                    owned.put(input, position.asLong());
                }
            }
        }
        return owned;
    }
}
