package dev.tapedeck.kit.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last number of each stream, the least recently used forgotten beyond a bound: subjects such as orders end, and come without limit. */
final class BoundedCounters {
    private static final int SIZE_MAX = 20_000;

    private final Map<EventStream, Counter> counters = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<EventStream, Counter> eldest) {
            return size() > SIZE_MAX;
        }
    };

    /** Counted in place: each event of every service counts twice. */
    private static final class Counter {
        private long value;
    }

    /** Returns the number, 0 when the stream is not known. */
    long get(EventStream stream) {
        Counter counter = counters.get(stream);
        return counter == null ? 0 : counter.value;
    }

    void raise(EventStream stream, long value) {
        Counter counter = counter(stream);
        counter.value = Math.max(counter.value, value);
    }

    long next(EventStream stream) {
        return ++counter(stream).value;
    }

    private Counter counter(EventStream stream) {
        Counter known = counters.get(stream);
        if (known != null) {
            return known;
        }
        var counter = new Counter();
        counters.put(stream, counter);
        return counter;
    }

    Map<String, Long> copy() {
        var copy = new LinkedHashMap<String, Long>();
        counters.forEach((stream, counter) -> copy.put(stream.toString(), counter.value));
        return copy;
    }

    void restore(Map<String, Long> saved) {
        counters.clear();
        saved.forEach((stream, value) -> raise(EventStream.parse(stream), value));
    }
}
