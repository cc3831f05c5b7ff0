package dev.tapedeck.positionsync.in;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many orders were approved for each session within a minute of event time. Knows nothing of the time before it was made. Not safe for use by several threads. */
final class OrderRates {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<String, LinkedHashMap<String, Instant>> recent = new HashMap<>();

    /**
     * Notes an order, once however often it is read.
     *
     * @return how many there were in the minute that ends with this one; never more than one above the limit, after which counting begins anew
     */
    int note(String sessionId, String orderId, Instant at, int limit) {
        LinkedHashMap<String, Instant> orders = recent.computeIfAbsent(sessionId, id -> new LinkedHashMap<>());
        orders.putIfAbsent(orderId, at);
        orders.values().removeIf(then -> !then.isAfter(at.minus(WINDOW)));
        int count = orders.size();
        if (count > limit) {
            recent.remove(sessionId);
        }
        return count;
    }
}
