package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders of one partition, oldest first: all that are not over, and the newest of those that are, since a late frame may still speak of them. Immutable.
 *
 * @param tradingStates that are obeyed, by {@code scope/scopeId}
 * @param decisions ids of the events that decided them
 * @param venue what was last said of the venue; only in the cell that says it
 */
public record OrderBook(
        Map<String, TrackedOrder> orders,
        Map<String, State> tradingStates,
        Map<String, String> decisions,
        @Nullable VenueStatusChanged venue) {
    static final OrderBook EMPTY = new OrderBook(Map.of(), Map.of(), Map.of(), null);

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
        return new OrderBook(copy, tradingStates, decisions, venue);
    }

    OrderBook with(TradingStateAcknowledged obeyed) {
        String key = obeyed.scope().key(obeyed.scopeId());
        var states = new TreeMap<>(tradingStates);
        states.put(key, obeyed.state());
        var ids = new TreeMap<>(decisions);
        ids.put(key, obeyed.decisionId());
        return new OrderBook(orders, states, ids, venue);
    }

    OrderBook with(VenueStatusChanged status) {
        return new OrderBook(orders, tradingStates, decisions, status);
    }

    private static void forgetOldestEnded(Map<String, TrackedOrder> orders) {
        orders.values().stream()
                .filter(order -> order.phase().isFinal())
                .findFirst()
                .ifPresent(oldest -> orders.remove(oldest.orderId()));
    }
}
