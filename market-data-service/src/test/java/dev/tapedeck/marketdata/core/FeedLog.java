package dev.tapedeck.marketdata.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.decide.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the core as the shell does, in memory. */
final class FeedLog {
    final FeedDecider decider;
    final List<Event<?>> events = new ArrayList<>();
    FeedState state;
    private final Map<String, Long> sequences = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    FeedLog(FeedRules rules) {
        decider = new FeedDecider(rules);
        state = decider.initial();
    }

    /** Returns what followed from the command. */
    List<EventData> tell(FeedCommand command) {
        List<Draft> drafts = decider.decide(state, command, command.at());
        for (Draft draft : drafts) {
            if (!ids.add(draft.id())) {
                throw new AssertionError("an id must be used once, was used again: " + draft.id());
            }
            long sequence = sequences.merge(Topic.of(draft.data()) + "/" + draft.subject(), 1L, Long::sum);
            var event = new Event<>(
                    draft.id(),
                    "market-data",
                    draft.subject(),
                    command.at(),
                    sequence,
                    draft.correlationId(),
                    null,
                    draft.data());
            events.add(event);
            state = decider.evolve(state, event);
        }
        return drafts.stream().map(Draft::data).toList();
    }

    List<String> ids() {
        return events.stream().<String>map(Event::id).toList();
    }

    List<Trade> printed() {
        return events.stream()
                .map(Event::data)
                .filter(TradesPrinted.class::isInstance)
                .flatMap(data -> ((TradesPrinted) data).trades().stream())
                .toList();
    }

    List<String> statuses() {
        return events.stream()
                .map(Event::data)
                .filter(FeedStatusChanged.class::isInstance)
                .map(data -> ((FeedStatusChanged) data).state().name())
                .toList();
    }
}
