package dev.tapedeck.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.stream.StateCodec;
import dev.tapedeck.order.core.TrackedOrder.Phase;
import java.util.ArrayList;
import java.util.List;

/** Decides, evolves and projects as the shell does, every event by way of its wire form, and keeps the log. */
final class Machine {
    private final OrderDecider decider = new OrderDecider(QueuePolicy.DEFAULT);
    private final StateCodec<OrderBook> codec = StateCodec.json(OrderBook.class);
    final List<Event<?>> log = new ArrayList<>();
    final List<FillRecorded> fills = new ArrayList<>();
    final List<String> alerts = new ArrayList<>();
    OrderBook book = decider.initial();

    List<OrderEvent> tell(OrderCommand command) {
        return decide(command).stream()
                .filter(OrderEvent.class::isInstance)
                .map(OrderEvent.class::cast)
                .toList();
    }

    List<EventData> decide(OrderCommand command) {
        var events = new ArrayList<EventData>();
        for (Draft draft : decider.decide(book, command, Orders.T0)) {
            Event<?> event = stamp(draft);
            log.add(event);
            book = decider.evolve(book, event);
            events.add(event.data());
            for (Draft derived : Projections.of(event)) {
                switch (derived.data()) {
                    case FillRecorded fill -> fills.add(fill);
                    case AlertRaised alert -> alerts.add(alert.kind());
                    default -> throw new AssertionError("neither a fill nor an alert: " + derived);
                }
            }
        }
        return events;
    }

    /** Returns the plain names of what the command led to. */
    List<String> names(OrderCommand command) {
        return tell(command).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    TrackedOrder order(String orderId) {
        TrackedOrder order = book.order(orderId);
        if (order == null) {
            throw new AssertionError("no such order: " + orderId);
        }
        return order;
    }

    Phase phase() {
        return order(Orders.ID).phase();
    }

    <E extends EventData> E last(Class<E> type) {
        return log.reversed().stream()
                .map(Event::data)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Fails unless the log alone, and a snapshot alone, give the book, and no id was used twice. */
    void checkRestores(String where) {
        OrderBook folded = decider.initial();
        for (Event<?> event : log) {
            folded = decider.evolve(folded, event);
        }
        assertEquals(book, folded, () -> "fold of the log, " + where);
        OrderBook loaded = codec.load(codec.save(book));
        assertEquals(book, loaded, () -> "snapshot, " + where);
        assertEquals(
                List.copyOf(book.orders().keySet()),
                List.copyOf(loaded.orders().keySet()),
                () -> "order of a snapshot, " + where);
        assertEquals(log.size(), log.stream().map(Event::id).distinct().count(), () -> "ids used once, " + where);
    }

    private Event<?> stamp(Draft draft) {
        var event = new Event<>(
                draft.id(),
                "order",
                draft.subject(),
                Orders.T0,
                log.size() + 1,
                draft.correlationId(),
                "in",
                draft.data());
        try {
            return EventCodec.decode(EventCodec.encode(event));
        } catch (UndecodableEvent broken) {
            throw new AssertionError("an event must survive the wire: " + event, broken);
        }
    }
}
