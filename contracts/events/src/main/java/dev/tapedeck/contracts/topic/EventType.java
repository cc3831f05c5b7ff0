package dev.tapedeck.contracts.topic;

import dev.tapedeck.contracts.event.EventData;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of event: its topic, its record class and its wire name {@code <RecordName>.v1}. A breaking change makes a new record with
 * a new name, so the version in the name counts incompatible forms of the same fact.
 */
public record EventType(String wireName, Topic topic, Class<? extends EventData> recordClass) {

    private static final Map<String, EventType> BY_NAME = new LinkedHashMap<>();
    private static final ClassValue<EventType> BY_CLASS = new ClassValue<>() {
        @Override
        protected EventType computeValue(Class<?> type) {
            return BY_NAME.values().stream()
                    .filter(known -> known.recordClass == type)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(type.getName() + " is not an event of any topic"));
        }
    };

    static {
        for (Topic topic : Topic.values()) {
            for (Class<?> permitted : topic.stream().getPermittedSubclasses()) {
                var recordClass = permitted.asSubclass(EventData.class);
                var type = new EventType(recordClass.getSimpleName() + ".v1", topic, recordClass);
                if (BY_NAME.put(type.wireName, type) != null) {
                    throw new IllegalStateException("two events are named " + type.wireName);
                }
            }
        }
    }

    public static EventType of(Class<? extends EventData> recordClass) {
        return BY_CLASS.get(recordClass);
    }

    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** Returns all kinds, by topic in catalogue order. */
    public static Collection<EventType> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    @Override
    public String toString() {
        return wireName + " on " + topic.topicName() + " " + Arrays.toString(recordClass.getRecordComponents());
    }
}
