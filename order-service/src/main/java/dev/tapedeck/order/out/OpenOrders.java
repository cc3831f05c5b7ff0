package dev.tapedeck.order.out;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.order.out.OpenOrder.Stand;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The orders that are not over, oldest first. Owned by the desk's event loop. */
final class OpenOrders {
    private final Map<String, OpenOrder> byId = new LinkedHashMap<>();

    void add(OpenOrder order) {
        byId.put(order.id(), order);
    }

    void remove(String orderId) {
        byId.remove(orderId);
    }

    void removeCell(int cell) {
        byId.values().removeIf(order -> order.cell == cell);
    }

    boolean has(OpenOrder order) {
        return byId.get(order.id()) == order;
    }

    @Nullable
    OpenOrder get(String orderId) {
        return byId.get(orderId);
    }

    /** Finds an order by what a frame names. */
    @Nullable
    OpenOrder find(@Nullable String clientOrderId, String venueOrderId) {
        if (clientOrderId != null) {
            return byId.get(clientOrderId);
        }
        return stream()
                .filter(order -> venueOrderId.equals(order.venueOrderId))
                .findFirst()
                .orElse(null);
    }

    Stream<OpenOrder> stream() {
        return byId.values().stream();
    }

    /** Returns a copy: those that reduce first, each kind oldest first. */
    List<OpenOrder> away() {
        return stream()
                .filter(order -> order.stand == Stand.AWAY)
                .sorted(Comparator.comparing(order -> !order.reduces()))
                .toList();
    }

    /** Returns how many orders are to go and did not yet. */
    int waiting() {
        return (int) stream()
                .filter(order -> order.stand == Stand.AWAY || order.stand == Stand.RELEASING)
                .count();
    }

    boolean hasUnknownOn(Symbol symbol, OpenOrder other) {
        return stream()
                .anyMatch(order ->
                        order.unknown && order != other && order.order.symbol().equals(symbol));
    }

    long placing() {
        return stream().filter(order -> order.placing).count();
    }
}
