package dev.tapedeck.kit.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers by name, the least recently used forgotten beyond a bound: subjects such as orders end, and come without limit. */
final class BoundedCounters {
    private static final int SIZE_MAX = 20_000;

    private final Map<String, Long> values = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > SIZE_MAX;
        }
    };

    /** Returns the number, 0 when the name is not known. */
    long get(String name) {
        return values.getOrDefault(name, 0L);
    }

    void raise(String name, long value) {
        values.merge(name, value, Math::max);
    }

    long next(String name) {
        return values.merge(name, 1L, Long::sum);
    }

    Map<String, Long> copy() {
        return new LinkedHashMap<>(values);
    }

    void restore(Map<String, Long> saved) {
        values.clear();
        values.putAll(saved);
    }
}
