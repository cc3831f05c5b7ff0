package dev.tapedeck.contracts.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.TickEvent.HeartbeatSeen;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicTest {
    @Test
    void everyKindOfEventBelongsToExactlyOneTopic() {
        for (Class<?> stream : EventData.class.getPermittedSubclasses()) {
            long holders = Stream.of(Topic.values())
                    .filter(topic -> topic.stream() == stream)
                    .count();
            assertEquals(1, holders, stream.getName());
        }
        assertEquals(
                records(EventData.class).collect(Collectors.toSet()),
                EventType.all().stream().map(EventType::recordClass).collect(Collectors.toSet()));
    }

    @Test
    void everyEventIsARecord() {
        records(EventData.class).forEach(type -> assertTrue(type.isRecord(), type::getName));
    }

    @Test
    void wireNamesAreTheRecordsNamesAndUnique() {
        var names = new HashSet<String>();
        for (EventType type : EventType.all()) {
            assertEquals(type.recordClass().getSimpleName() + ".v1", type.wireName());
            assertTrue(names.add(type.wireName()), type.wireName());
            assertEquals(Optional.of(type), EventType.named(type.wireName()));
            assertEquals(type, EventType.of(type.recordClass()));
        }
    }

    @Test
    void knowsTheTopicOfAnEvent() {
        assertEquals(Topic.TICKS, Topic.of(new HeartbeatSeen(Symbol.of("BTC_USDT"))));
    }

    @Test
    void doesNotKnowOtherNames() {
        assertEquals(Optional.empty(), EventType.named("HeartbeatSeen"));
        assertEquals(Optional.empty(), Topic.named("ticks.dlq"));
        assertThrows(IllegalArgumentException.class, () -> EventType.of(EventData.class));
    }

    @Test
    void namesOfAllKafkaTopicsAreUniqueAndTakenByKafka() {
        List<String> names = Stream.of(
                        Stream.of(Topic.values()).map(Topic::topicName),
                        Stream.of(Topic.values()).map(Topic::deadLetterTopic),
                        Stream.of(Service.values()).map(Service::stateTopic))
                .flatMap(all -> all)
                .toList();
        assertEquals(names.size(), Set.copyOf(names).size(), names::toString);
        names.forEach(name -> assertTrue(name.matches("[a-z]+(-[a-z]+)*(\\.dlq)?"), name));
    }

    @Test
    void isFoundByItsName() {
        for (Topic topic : Topic.values()) {
            assertEquals(Optional.of(topic), Topic.named(topic.topicName()));
        }
    }

    @Test
    void deadLettersLieBesideTheirTopic() {
        for (Topic topic : Topic.values()) {
            assertEquals(topic.topicName() + ".dlq", topic.deadLetterTopic());
        }
    }

    @Test
    void hasOneWriterSaveWhereEverybodyWrites() {
        for (Topic topic : Topic.values()) {
            int writers = switch (topic) {
                case ALERTS -> Service.values().length;
                // Whoever obeys a trading state says so itself.
                case ACKNOWLEDGEMENTS -> 3;
                default -> 1;
            };
            assertEquals(writers, topic.writers().size(), topic.topicName());
        }
    }

    @Test
    void keepsStreamsForAWhileAndCompactedTopicsForEver() {
        Duration shortest = Duration.ofDays(1);
        for (Topic topic : Topic.values()) {
            boolean forEver = topic.retention().toMillis() == Long.MAX_VALUE;
            assertEquals(topic.kind() == Topic.Kind.COMPACTED, forEver, topic.topicName());
            assertFalse(topic.retention().compareTo(shortest) < 0, topic.topicName());
        }
    }

    @Test
    void keysOfOneSessionHaveOnePartitionCountSoThatTheyLieTogether() {
        List<Topic> decided = List.of(Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS, Topic.FILLS);
        assertEquals(1, decided.stream().map(Topic::partitions).distinct().count(), decided::toString);
        assertEquals(Topic.TICKS.partitions(), Topic.INDICATORS.partitions());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(TopicTest::records)
                : Stream.of(type);
    }
}
