package dev.tapedeck.gateway.core;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entry when it would hold more than {@code capacity}: in the order of insertion, or of the last use. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final int capacity;

    BoundedMap(int capacity) {
        this(capacity, false);
    }

    private BoundedMap(int capacity, boolean byUse) {
        super(INITIAL_CAPACITY, LOAD_FACTOR, byUse);
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be >= 1, was " + capacity);
        }
        this.capacity = capacity;
    }

    /** Returns a map that forgets what was not looked at for the longest time. */
    public static <K, V> BoundedMap<K, V> byUse(int capacity) {
        return new BoundedMap<>(capacity, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
