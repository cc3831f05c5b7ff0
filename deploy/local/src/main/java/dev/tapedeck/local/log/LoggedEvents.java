package dev.tapedeck.local.log;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.topic.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topics of the log as they are now: every event, in the order of its partitions. */
public final class LoggedEvents {
    /** An event and the wall time at which it was appended. */
    public record Logged(Event<?> event, long appendedMillis) {}

    private final Map<Topic, List<Logged>> topics = new EnumMap<>(Topic.class);
    private final Map<String, Integer> deadLetters = new TreeMap<>();

    private LoggedEvents() {}

    /** Returns a log with these events, appended in this order. */
    public static LoggedEvents of(List<Event<?>> events) {
        var log = new LoggedEvents();
        for (Event<?> event : events) {
            log.topics
                    .computeIfAbsent(Topic.of(event.data()), ignored -> new ArrayList<>())
                    .add(new Logged(event, 0));
        }
        return log;
    }

    /** Reads these topics in full, and their dead letters. */
    public static LoggedEvents read(String bootstrapServers, Set<Topic> wanted) {
        var log = new LoggedEvents();
        try (var reader = new LogReader(bootstrapServers)) {
            for (Topic topic : wanted) {
                log.topics.put(topic, decoded(reader.last(topic.topicName(), Integer.MAX_VALUE)));
                int letters =
                        reader.last(topic.deadLetterTopic(), Integer.MAX_VALUE).size();
                if (letters > 0) {
                    log.deadLetters.put(topic.deadLetterTopic(), letters);
                }
            }
        }
        return log;
    }

    private static List<Logged> decoded(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .sorted(Comparator.comparingInt((ConsumerRecord<String, byte[]> record) -> record.partition())
                        .thenComparingLong(ConsumerRecord::offset))
                .flatMap(record -> decoded(record).stream())
                .toList();
    }

    private static Optional<Logged> decoded(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(new Logged(
                    EventCodec.decode(record.value() == null ? new byte[0] : record.value()), record.timestamp()));
        } catch (UndecodableEvent unreadable) {
            return Optional.empty();
        }
    }

    /** Returns whether a record acknowledges a halt. */
    public static boolean isHalt(byte[] value) {
        try {
            return EventCodec.decode(value).data() instanceof TradingStateAcknowledged acknowledged
                    && acknowledged.state() == TradingStateEvent.State.HALTED;
        } catch (UndecodableEvent unreadable) {
            return false;
        }
    }

    public Stream<Logged> of(Topic topic) {
        return topics.getOrDefault(topic, List.of()).stream();
    }

    /** Returns the data of the events of one kind, each event once. */
    public <T extends EventData> Stream<T> data(Topic topic, Class<T> kind) {
        var ids = new HashMap<String, Boolean>();
        return of(topic)
                .map(Logged::event)
                .filter(event -> ids.putIfAbsent(event.id(), true) == null)
                .map(Event::data)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** Returns how many dead letters there are, by topic; a topic without any is absent. */
    public Map<String, Integer> deadLetters() {
        return Map.copyOf(deadLetters);
    }

    /**
     * Returns what is wrong with the counting of each subject's events: a number that is missing, or one that stands on two different events. Compacted topics may miss
     * what compaction removed and are checked for contradictions only.
     */
    public List<String> sequenceFaults() {
        var faults = new ArrayList<String>();
        for (Topic topic : Topic.values()) {
            var last = new HashMap<String, Long>();
            var ids = new HashMap<String, String>();
            of(topic).map(Logged::event).forEach(event -> check(topic, event, last, ids, faults));
        }
        return faults;
    }

    private static void check(
            Topic topic, Event<?> event, Map<String, Long> last, Map<String, String> ids, List<String> faults) {
        String subject = event.source() + " " + event.subject();
        String numbered = subject + " " + event.sequence();
        String same = ids.putIfAbsent(numbered, event.id());
        if (same != null) {
            if (!same.equals(event.id())) {
                faults.add(topic.topicName() + ": " + numbered + " is both " + same + " and " + event.id());
            }
            return;
        }
        long before = last.getOrDefault(subject, 0L);
        if (topic.kind() == Topic.Kind.STREAM && event.sequence() != before + 1) {
            faults.add(topic.topicName() + ": " + subject + " counts from " + before + " to " + event.sequence()
                    + " at " + event.id());
        }
        last.put(subject, event.sequence());
    }
}
