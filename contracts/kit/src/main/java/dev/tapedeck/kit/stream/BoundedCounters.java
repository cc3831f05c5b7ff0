package dev.tapedeck.kit.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers by name, the least recently used forgotten beyond a bound: subjects such as orders end, and come without limit. */
final class BoundedCounters {
    private static final int SIZE_MAX = 20_000;

    private final Map<String, Counter> counters = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counter> eldest) {
            return size() > SIZE_MAX;
        }
    };

    /** Counted in place: each event of every service counts twice. */
    private static final class Counter {
        private long value;
    }

    /** Returns the number, 0 when the name is not known. */
    long get(String name) {
        Counter counter = counters.get(name);
        return counter == null ? 0 : counter.value;
    }

    void raise(String name, long value) {
        Counter counter = counter(name);
        counter.value = Math.max(counter.value, value);
    }

    long next(String name) {
        return ++counter(name).value;
    }

    private Counter counter(String name) {
        Counter known = counters.get(name);
        if (known != null) {
            return known;
        }
        var counter = new Counter();
        counters.put(name, counter);
        return counter;
    }

    Map<String, Long> copy() {
        var copy = new LinkedHashMap<String, Long>();
        counters.forEach((name, counter) -> copy.put(name, counter.value));
        return copy;
    }

    void restore(Map<String, Long> saved) {
        counters.clear();
        saved.forEach(this::raise);
    }
}
