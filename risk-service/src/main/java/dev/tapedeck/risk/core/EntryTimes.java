package dev.tapedeck.risk.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When entries were approved in the last minute of event time. Immutable.
 *
 * @param byStrategy times of approval, oldest first
 */
public record EntryTimes(@JsonValue Map<String, List<Instant>> byStrategy) {
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final EntryTimes NONE = new EntryTimes(Map.of());

    @JsonCreator
    public EntryTimes {}

    /** Returns how many entries of the strategy were approved after the time. */
    long since(Instant from, String strategyId) {
        return newer(byStrategy.getOrDefault(strategyId, List.of()), from).size();
    }

    /** Returns how many entries were approved after the time. */
    long since(Instant from) {
        return byStrategy.values().stream()
                .mapToLong(times -> newer(times, from).size())
                .sum();
    }

    /** Returns them with one more, and without those that left the window. */
    EntryTimes with(String strategyId, Instant at) {
        Instant from = at.minus(WINDOW);
        var all = new TreeMap<>(byStrategy);
        all.values().removeIf(times -> !times.getLast().isAfter(from));
        var own = new ArrayList<>(newer(all.getOrDefault(strategyId, List.of()), from));
        // Symbols are not in step with each other: an older time may come after a newer one.
        own.add(indexAfter(own, at), at);
        all.put(strategyId, Collections.unmodifiableList(own));
        return new EntryTimes(all);
    }

    private static List<Instant> newer(List<Instant> times, Instant from) {
        return times.subList(indexAfter(times, from), times.size());
    }

    /** Returns where the times after this one begin. */
    private static int indexAfter(List<Instant> times, Instant time) {
        int low = 0;
        int high = times.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times.get(middle).isAfter(time)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
