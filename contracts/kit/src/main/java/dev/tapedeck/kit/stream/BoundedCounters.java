package dev.tapedeck.kit.stream;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last number of each subject's events on each topic, as text {@code topic|subject}. Of each topic the least recently used subjects are forgotten beyond a bound: subjects such as orders end, and come
 * without limit.
 */
final class BoundedCounters {
    private static final int SUBJECTS_MAX = 20_000;
    private static final char SEPARATOR = '|';

    private final Map<String, Subjects> topics = new HashMap<>();

    /** Counted in place: each event of every service counts twice. */
    private static final class Counter {
        private long value;
    }

    private static final class Subjects extends LinkedHashMap<String, Counter> {
        private static final long serialVersionUID = 1L;

        Subjects() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counter> eldest) {
            return size() > SUBJECTS_MAX;
        }
    }

    /** Returns the number, 0 when the subject is not known. */
    long get(String topic, String subject) {
        Subjects subjects = topics.get(topic);
        Counter counter = subjects == null ? null : subjects.get(subject);
        return counter == null ? 0 : counter.value;
    }

    void raise(String topic, String subject, long value) {
        Counter counter = counter(topic, subject);
        counter.value = Math.max(counter.value, value);
    }

    long next(String topic, String subject) {
        return ++counter(topic, subject).value;
    }

    private Counter counter(String topic, String subject) {
        Subjects subjects = topics.get(topic);
        if (subjects == null) {
            subjects = new Subjects();
            topics.put(topic, subjects);
        }
        Counter known = subjects.get(subject);
        if (known != null) {
            return known;
        }
        var counter = new Counter();
        subjects.put(subject, counter);
        return counter;
    }

    Map<String, Long> copy() {
        var copy = new LinkedHashMap<String, Long>();
        topics.forEach((topic, subjects) ->
                subjects.forEach((subject, counter) -> copy.put(topic + SEPARATOR + subject, counter.value)));
        return copy;
    }

    void restore(Map<String, Long> saved) {
        topics.clear();
        saved.forEach((stream, value) -> {
            int end = stream.indexOf(SEPARATOR);
            raise(stream.substring(0, end), stream.substring(end + 1), value);
        });
    }
}
