package dev.tapedeck.contracts.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Copies maps in key order: {@link Map#copyOf} iterates differently in every process, which would reach the log. */
final class Sorted {
    private Sorted() {}

    static <K extends Comparable<K>, V> Map<K, V> copyOf(Map<K, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
