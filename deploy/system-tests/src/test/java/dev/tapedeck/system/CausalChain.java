package dev.tapedeck.system;

import dev.tapedeck.contracts.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows events back to what caused them. */
final class CausalChain {
    /** The steps from a fill back to the market, where several events of one topic in a row are one step. */
    static final List<Topic> FROM_FILL_TO_TICK =
            List.of(Topic.FILLS, Topic.ORDER_EVENTS, Topic.ORDERS, Topic.SIGNALS, Topic.INDICATORS, Topic.TICKS);

    private static final int LENGTH_MAX = 50;

    private final Map<String, Logged> byId = new HashMap<>();

    CausalChain(LocalStack stack) {
        FROM_FILL_TO_TICK.forEach(topic -> index(stack.events(topic)));
    }

    private void index(Collection<Logged> events) {
        events.forEach(logged -> byId.putIfAbsent(logged.event().id(), logged));
    }

    /** Returns the event and what it follows from, back to the first that has no cause on these topics. */
    List<Logged> of(Logged last) {
        var chain = new ArrayList<Logged>();
        Logged next = last;
        while (next != null) {
            chain.add(next);
            if (chain.size() > LENGTH_MAX) {
                throw new AssertionError("a chain of causes must end, goes on after " + LENGTH_MAX + ": " + chain);
            }
            String cause = next.event().causationId();
            next = cause == null ? null : byId.get(cause);
        }
        return chain;
    }

    /** Returns the topics of a chain, each once in a row. */
    static List<Topic> steps(List<Logged> chain) {
        var steps = new ArrayList<Topic>();
        for (Logged logged : chain) {
            if (steps.isEmpty() || steps.getLast() != logged.topic()) {
                steps.add(logged.topic());
            }
        }
        return steps;
    }
}
