package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a key belongs to: the rule of Kafka's default partitioner. */
public final class Partitions {
    private Partitions() {}

    public static int of(Topic topic, String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % topic.partitions();
    }
}
