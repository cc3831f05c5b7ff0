package dev.tapedeck.order.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/**
 * The orders of one partition: all that are not over, and the newest of those that are, since a late frame may still speak of them. Immutable; a change costs the logarithm of
 * what there is.
 *
 * @param ended ids of the orders that are over, oldest first
 * @param tradingStates that are obeyed, by {@code scope/scopeId}
 * @param decisions ids of the events that decided them
 * @param venue what was last said of the venue; only in the cell that says it
 */
public record OrderBook(
        HashPMap<String, TrackedOrder> orders,
        List<String> ended,
        Map<String, State> tradingStates,
        Map<String, String> decisions,
        @Nullable VenueStatusChanged venue) {
    static final OrderBook EMPTY = new OrderBook(HashTreePMap.empty(), List.of(), Map.of(), Map.of(), null);

    private static final int ENDED_KEPT = 100;

    @JsonCreator
    static OrderBook of(
            @JsonProperty("orders") Map<String, TrackedOrder> orders,
            @JsonProperty("ended") List<String> ended,
            @JsonProperty("tradingStates") Map<String, State> tradingStates,
            @JsonProperty("decisions") Map<String, String> decisions,
            @JsonProperty("venue") @Nullable VenueStatusChanged venue) {
        return new OrderBook(HashTreePMap.from(orders), ended, tradingStates, decisions, venue);
    }

    @Nullable
    TrackedOrder order(String orderId) {
        return orders.get(orderId);
    }

    /** Returns all orders, in no order. */
    public Collection<TrackedOrder> all() {
        return orders.values();
    }

    OrderBook with(TrackedOrder order) {
        TrackedOrder before = orders.get(order.orderId());
        var changed = orders.plus(order.orderId(), order);
        boolean ends =
                order.phase().isFinal() && (before == null || !before.phase().isFinal());
        return ends ? ended(changed, order.orderId()) : new OrderBook(changed, ended, tradingStates, decisions, venue);
    }

    OrderBook with(TradingStateAcknowledged obeyed) {
        String key = obeyed.scope().key(obeyed.scopeId());
        var states = new TreeMap<>(tradingStates);
        states.put(key, obeyed.state());
        var ids = new TreeMap<>(decisions);
        ids.put(key, obeyed.decisionId());
        return new OrderBook(orders, ended, states, ids, venue);
    }

    OrderBook with(VenueStatusChanged status) {
        return new OrderBook(orders, ended, tradingStates, decisions, status);
    }

    private OrderBook ended(HashPMap<String, TrackedOrder> changed, String orderId) {
        var kept = new ArrayList<>(ended);
        kept.add(orderId);
        HashPMap<String, TrackedOrder> rest = kept.size() > ENDED_KEPT ? changed.minus(kept.removeFirst()) : changed;
        return new OrderBook(rest, Collections.unmodifiableList(kept), tradingStates, decisions, venue);
    }
}
