package dev.tapedeck.order.out;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.order.out.OpenOrder.Stand;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The orders that are not over, oldest first. Owned by the desk's event loop. */
final class OpenOrders {
    private final Map<String, OpenOrder> byId = new LinkedHashMap<>();
    /** Those that reduce first, each kind oldest first. */
    private final NavigableSet<OpenOrder> away =
            new TreeSet<>(Comparator.<OpenOrder, Boolean>comparing(order -> !order.reduces())
                    .thenComparingLong(order -> order.number));

    private final Set<OpenOrder> releasing = new HashSet<>();
    private final Set<OpenOrder> placing = new HashSet<>();
    private final Set<OpenOrder> unknown = ConcurrentHashMap.newKeySet();
    private long added;

    void add(OpenOrder order) {
        byId.put(order.id(), order);
        order.number = ++added;
        move(order, order.stand);
    }

    /** Notes where the order is now. */
    void move(OpenOrder order, Stand stand) {
        order.stand = stand;
        keep(away, order, stand == Stand.AWAY);
        keep(releasing, order, stand == Stand.RELEASING);
    }

    void remove(String orderId) {
        OpenOrder order = byId.remove(orderId);
        if (order != null) {
            kept().forEach(kind -> kind.remove(order));
        }
    }

    void removeCell(int cell) {
        byId.values().removeIf(order -> order.cell == cell);
        kept().forEach(kind -> kind.removeIf(order -> order.cell == cell));
    }

    boolean isEmpty() {
        return byId.isEmpty();
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
        return List.copyOf(away);
    }

    /** Returns the next of those that are away, in the order of {@link #away()}; the first after none. What is moved or removed meanwhile does no harm. */
    @Nullable
    OpenOrder awayAfter(@Nullable OpenOrder before) {
        if (before != null) {
            return away.higher(before);
        }
        return away.isEmpty() ? null : away.first();
    }

    /** Returns how many orders are to go and did not yet. */
    int waiting() {
        return away.size() + releasing.size();
    }

    /** Returns whether an order that reduces a position was tried, and must be tried again. */
    boolean hasExitPutOff() {
        return away.stream().takeWhile(OpenOrder::reduces).anyMatch(order -> order.failures > 0);
    }

    /** The venue is back: what it did to earlier attempts puts no order off any more, or one that failed often would go after those that never did. */
    void forgetFailures(long nowNanos) {
        for (OpenOrder order : byId.values()) {
            order.failures = 0;
            order.notBeforeNanos = nowNanos;
        }
    }

    /** What became of a request is not known: the reply was lost, or a predecessor may have sent it. */
    void loseTrack(OpenOrder order) {
        unknown.add(order);
    }

    /** What became of the last request is known. */
    void findTrack(OpenOrder order) {
        unknown.remove(order);
    }

    /** Whatever the venue says of an order proves that it is there. */
    void hear(OpenOrder order, String venueId, long nowNanos) {
        findTrack(order);
        move(order, Stand.HEARD);
        order.venueOrderId = venueId;
        order.lastAskedNanos = nowNanos;
    }

    /** Returns how many orders' requests ended in nobody knows what. May be called by any thread. */
    int unknown() {
        return unknown.size();
    }

    boolean isUnknown(OpenOrder order) {
        return unknown.contains(order);
    }

    boolean hasUnknownOn(Symbol symbol, OpenOrder other) {
        return unknown.stream()
                .anyMatch(order -> order != other && order.order.symbol().equals(symbol));
    }

    /** A request leaves whose reply is awaited. */
    void beginPlacing(OpenOrder order) {
        placing.add(order);
    }

    /** The reply came, or none will. */
    void endPlacing(OpenOrder order) {
        placing.remove(order);
    }

    /** Returns the orders whose reply is awaited. */
    Collection<OpenOrder> placing() {
        return placing;
    }

    private Stream<Set<OpenOrder>> kept() {
        return Stream.of(away, releasing, placing, unknown);
    }

    private static void keep(Set<OpenOrder> kind, OpenOrder order, boolean belongs) {
        if (belongs) {
            kind.add(order);
        } else {
            kind.remove(order);
        }
    }
}
