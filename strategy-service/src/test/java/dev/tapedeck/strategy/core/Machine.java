package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.kit.decide.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides and evolves as the shell does, every event by way of its wire form, and keeps the log. */
final class Machine {
    private final StrategyDecider decider = new StrategyDecider();
    private final Map<String, Long> sequences = new HashMap<>();
    final List<Event<?>> log = new ArrayList<>();
    StrategyBook book = decider.initial();

    /** Returns what the input led to, short: {@code S1}, {@code ENTRY_FILLED}, and the plain name of any other event. */
    List<String> see(Event<?> input) {
        var names = new ArrayList<String>();
        for (Draft draft : decider.decide(book, input, input.time())) {
            Event<?> event = stamp(draft, input);
            log.add(event);
            book = decider.evolve(book, event);
            names.add(name((SignalEvent) event.data()));
        }
        return names;
    }

    StrategyInstance instance() {
        return book.all().findFirst().orElseThrow();
    }

    SignalRaised lastSignal() {
        return log.reversed().stream()
                .map(Event::data)
                .filter(SignalRaised.class::isInstance)
                .map(SignalRaised.class::cast)
                .findFirst()
                .orElseThrow();
    }

    String lastSignalId() {
        return log.reversed().stream()
                .filter(event -> event.data() instanceof SignalRaised)
                .map(Event::id)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the book that the log alone gives. */
    StrategyBook folded() {
        StrategyBook folded = decider.initial();
        for (Event<?> event : log) {
            folded = decider.evolve(folded, event);
        }
        return folded;
    }

    private Event<?> stamp(Draft draft, Event<?> input) {
        var event = new Event<>(
                draft.id(),
                "strategy",
                draft.subject(),
                input.time(),
                sequences.merge(draft.subject(), 1L, Long::sum),
                draft.correlationId(),
                input.id(),
                draft.data());
        try {
            return EventCodec.decode(EventCodec.encode(event));
        } catch (UndecodableEvent broken) {
            throw new AssertionError("an event must survive the wire: " + event, broken);
        }
    }

    private static String name(SignalEvent event) {
        return switch (event) {
            case SignalRaised raised -> raised.section().name();
            case StrategyStateChanged changed -> changed.reason().name();
            default -> event.getClass().getSimpleName();
        };
    }
}
