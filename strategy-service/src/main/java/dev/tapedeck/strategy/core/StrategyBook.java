package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.StrategyActivated;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every strategy instance of one partition, by symbol and by id. Mutable, for one thread. It is a record so that a snapshot is its JSON.
 *
 * @param symbols instance by id, by symbol
 */
public record StrategyBook(Map<String, Map<String, StrategyInstance>> symbols) {
    public StrategyBook {
        var copy = new TreeMap<String, Map<String, StrategyInstance>>();
        symbols.forEach((symbol, instances) -> copy.put(symbol, new TreeMap<>(instances)));
        symbols = copy;
    }

    Collection<StrategyInstance> of(Symbol symbol) {
        return symbols.getOrDefault(symbol.name(), Map.of()).values();
    }

    @Nullable
    StrategyInstance find(String sessionId, String strategyId, Symbol symbol) {
        return symbols.getOrDefault(symbol.name(), Map.of()).get(StrategyInstance.id(sessionId, strategyId, symbol));
    }

    Stream<StrategyInstance> all() {
        return symbols.values().stream().flatMap(instances -> instances.values().stream());
    }

    List<StrategyInstance> ofSession(String sessionId) {
        return all().filter(instance -> instance.sessionId().equals(sessionId)).toList();
    }

    /** Applies an event of an instance; one of an instance that was never activated changes nothing. */
    void apply(String eventId, Instant at, SignalEvent event) {
        StrategyInstance before = find(event.sessionId(), event.strategyId(), event.symbol());
        if (before != null) {
            put(before.after(eventId, at, event));
        } else if (event instanceof StrategyActivated activated) {
            put(StrategyInstance.activated(activated));
        }
    }

    private void put(StrategyInstance instance) {
        symbols.computeIfAbsent(instance.symbol().name(), symbol -> new TreeMap<>())
                .put(instance.id(), instance);
    }
}
