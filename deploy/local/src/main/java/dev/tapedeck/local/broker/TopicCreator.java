package dev.tapedeck.local.broker;

import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of the catalogue, their dead letter topics and the services' snapshot topics on a one-node broker. */
public final class TopicCreator {
    private static final int DESCRIBE_ATTEMPTS_MAX = 50;
    private static final Duration DESCRIBE_PAUSE = Duration.ofMillis(200);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
    private static final int COMPACTED_SEGMENT_BYTES = 16 << 20;
    private static final double COMPACTED_DIRTY_RATIO = 0.2;

    private TopicCreator() {}

    /**
     * Creates what is missing. Safe to repeat and to run from several processes at once.
     *
     * @throws IllegalStateException when a topic exists with another partition count than the catalogue's, or the broker refuses
     */
    public static void createAll(Admin admin) {
        Map<String, NewTopic> wanted = wanted();
        Set<String> present = names(admin);
        List<NewTopic> missing = wanted.values().stream()
                .filter(topic -> !present.contains(topic.name()))
                .toList();
        create(admin, missing);
        checkPartitions(wanted, describe(admin, wanted.keySet()));
    }

    /** Returns the names of all topics that {@link #createAll} makes, sorted. */
    public static List<String> topicNames() {
        return List.copyOf(wanted().keySet());
    }

    private static Map<String, NewTopic> wanted() {
        var topics = new ArrayList<NewTopic>();
        for (Topic topic : Topic.values()) {
            topics.add(
                    topic.kind() == Topic.Kind.COMPACTED
                            ? compacted(topic.topicName(), topic.partitions())
                            : stream(topic.topicName(), topic.partitions(), topic.retention()));
            topics.add(stream(topic.deadLetterTopic(), 1, DEAD_LETTER_RETENTION));
        }
        for (Service service : Service.values()) {
            topics.add(state(service));
        }
        return topics.stream()
                .collect(Collectors.toMap(
                        NewTopic::name,
                        topic -> topic,
                        (first, second) -> {
                            throw new IllegalStateException("topic is twice in the catalogue: " + first.name());
                        },
                        TreeMap::new));
    }

    private static NewTopic stream(String name, int partitions, Duration retention) {
        return new NewTopic(name, partitions, (short) 1)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "CreateTime"));
    }

    private static NewTopic compacted(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1)
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        Integer.toString(COMPACTED_SEGMENT_BYTES),
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        Double.toString(COMPACTED_DIRTY_RATIO),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "CreateTime"));
    }

    private static NewTopic state(Service service) {
        NewTopic topic = compacted(service.stateTopic(), Service.STATE_PARTITIONS);
        var settings = new HashMap<>(topic.configs());
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Service.STATE_RECORD_BYTES_MAX));
        return topic.configs(settings);
    }

    private static Set<String> names(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException refused) {
            throw new IllegalStateException("topics could not be listed", refused.getCause());
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static void create(Admin admin, Collection<NewTopic> topics) {
        for (var created : admin.createTopics(topics).values().entrySet()) {
            try {
                created.getValue().get();
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException(
                            "topic could not be created: " + created.getKey(), refused.getCause());
                }
            } catch (InterruptedException interrupted) {
                throw interrupted(interrupted);
            }
        }
    }

    /** A topic that was created a moment ago may not be known to the broker's metadata cache yet, so an unknown one is asked for again. */
    private static Collection<TopicDescription> describe(Admin admin, Collection<String> names) {
        for (int attempt = 1; ; attempt++) {
            try {
                return admin.describeTopics(names).allTopicNames().get().values();
            } catch (ExecutionException refused) {
                if (attempt == DESCRIBE_ATTEMPTS_MAX
                        || !(refused.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new IllegalStateException("topics could not be described", refused.getCause());
                }
                pause();
            } catch (InterruptedException interrupted) {
                throw interrupted(interrupted);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(DESCRIBE_PAUSE);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static void checkPartitions(Map<String, NewTopic> wanted, Collection<TopicDescription> present) {
        for (TopicDescription topic : present) {
            NewTopic expected = Objects.requireNonNull(wanted.get(topic.name()), topic.name());
            int partitions = topic.partitions().size();
            if (partitions != expected.numPartitions()) {
                throw new IllegalStateException("topic " + topic.name() + " must have " + expected.numPartitions()
                        + " partitions, has " + partitions + "; a partition count cannot change under existing data");
            }
        }
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while talking to the broker", cause);
    }
}
