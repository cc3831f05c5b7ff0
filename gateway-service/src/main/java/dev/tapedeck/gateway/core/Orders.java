package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.NearMissed;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest orders and signals, and what led from one to the other. */
final class Orders {
    /** Ticks and indicators that may turn out to be a cause: some seconds of a busy market. */
    private static final int RECENT_CAUSES = 20_000;

    private static final int CAUSES_PER_SIGNAL = 2;

    private final BoundedMap<String, OrderLife> orders;
    private final BoundedMap<String, LoggedEvent> signals;
    private final Causes causes;

    Orders(int capacity) {
        this.orders = new BoundedMap<>(capacity);
        this.signals = new BoundedMap<>(capacity);
        this.causes = new Causes(RECENT_CAUSES, capacity * CAUSES_PER_SIGNAL);
    }

    void offerCause(LoggedEvent logged) {
        causes.offer(logged);
    }

    /** Remembers what a section raised, how the strategy's state changed and what it nearly entered; other signals belong to its own memory. */
    void addSignal(SignalEvent signal, LoggedEvent logged) {
        if (signal instanceof SignalRaised) {
            causes.need(logged.event().causationId());
        }
        if (signal instanceof SignalRaised || signal instanceof StrategyStateChanged || signal instanceof NearMissed) {
            signals.put(logged.event().id(), logged);
        }
    }

    OrderLife order(String orderId, String sessionId, Symbol symbol) {
        return orders.computeIfAbsent(orderId, id -> new OrderLife(id, sessionId, symbol));
    }

    OrderView view(OrderLife order) {
        return order.view(origin(order.signalId()));
    }

    Optional<OrderDetails> details(String orderId) {
        return Optional.ofNullable(orders.get(orderId)).map(order -> {
            String signalId = order.signalId();
            LoggedEvent signal = signalId == null ? null : signals.get(signalId);
            return OrderDetails.of(order, origin(signalId), signal);
        });
    }

    /** Returns the order, none when it is not known. */
    List<OrderView> find(String orderId) {
        return Optional.ofNullable(orders.get(orderId)).map(this::view).stream().toList();
    }

    List<OrderView> ofEpisode(String episodeId) {
        return newest(order -> episodeId.equals(order.episodeId()), orders.size());
    }

    /** Returns the newest orders that match, newest first by their own time: after a start the topics come one after the other. */
    List<OrderView> newest(Predicate<OrderLife> matches, int limit) {
        return orders.sequencedValues().reversed().stream()
                .filter(matches)
                .sorted(Comparator.comparing(OrderLife::createdAt).reversed())
                .limit(limit)
                .map(this::view)
                .toList();
    }

    List<WaitingOrder> waiting(Instant now) {
        return orders.values().stream()
                .flatMap(order -> order.waiting(now).stream())
                .sorted(Comparator.comparing(WaitingOrder::since))
                .toList();
    }

    Stream<Event<?>> signalsNewestFirst() {
        return newestFirst(signals.sequencedValues().stream().map(LoggedEvent::event));
    }

    /** Returns events by their own time, newest first; of those of one moment, the one that came last. */
    static Stream<Event<?>> newestFirst(Stream<Event<?>> events) {
        return events.sorted(Comparator.<Event<?>, Instant>comparing(Event::time)).toList().reversed().stream();
    }

    private List<ChainLink> origin(@Nullable String signalId) {
        LoggedEvent signal = signalId == null ? null : signals.get(signalId);
        if (signal == null) {
            return List.of();
        }
        var origin = new ArrayList<>(causes.leadingTo(signal.event().causationId()));
        origin.add(signal.link());
        return origin;
    }
}
