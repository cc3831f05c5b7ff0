package dev.tapedeck.order.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orders of one partition, oldest first: all that are not over, and the newest of those that are, since a late frame may still speak of them. Immutable.
 */
public record OrderBook(Map<String, TrackedOrder> orders) {
    static final OrderBook EMPTY = new OrderBook(Map.of());

    private static final int ORDERS_KEPT = 100;

    @Nullable
    TrackedOrder order(String orderId) {
        return orders.get(orderId);
    }

    public Collection<TrackedOrder> all() {
        return orders.values();
    }

    OrderBook with(TrackedOrder order) {
        var copy = new LinkedHashMap<>(orders);
        copy.put(order.orderId(), order);
        if (copy.size() > ORDERS_KEPT) {
            forgetOldestEnded(copy);
        }
        return new OrderBook(copy);
    }

    private static void forgetOldestEnded(Map<String, TrackedOrder> orders) {
        orders.values().stream()
                .filter(order -> order.phase().isFinal())
                .findFirst()
                .ifPresent(oldest -> orders.remove(oldest.orderId()));
    }
}
