package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.positionsync.core.VenueAction;
import dev.tapedeck.positionsync.core.VenueAction.Origin;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.PastOrder;
import dev.tapedeck.venue.VenueOrder;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** What the venue's history says about what orders did to positions. */
final class VenueHistory {
    private final VenueQuestions venue;
    private final LogView log;

    VenueHistory(VenueQuestions venue, LogView log) {
        this.venue = venue;
        this.log = log;
    }

    /** Returns the latest actions, newest first, of each symbol that was listed and that the venue answered about. */
    CompletionStage<Map<Symbol, List<VenueAction>>> of(Collection<Symbol> symbols) {
        CompletionStage<Map<Symbol, List<VenueAction>>> all = CompletableFuture.completedStage(new HashMap<>());
        for (Symbol symbol : symbols) {
            all = all.thenCombine(of(symbol), (found, actions) -> {
                if (actions instanceof Lookup.Found<List<VenueAction>>(List<VenueAction> list)) {
                    found.put(symbol, list);
                }
                return found;
            });
        }
        return all;
    }

    private CompletionStage<Lookup<List<VenueAction>>> of(Symbol symbol) {
        BigDecimal contractSize = log.contractSize(symbol);
        if (contractSize == null) {
            return CompletableFuture.completedStage(new Lookup.Absent<>());
        }
        return venue.pastOrders(symbol)
                .thenCombine(
                        venue.ordersOfStops(symbol),
                        (orders, stops) -> orders.map(past -> actions(past, contractSize, ids(stops))));
    }

    private static List<VenueAction> actions(List<PastOrder> past, BigDecimal contractSize, Set<String> ordersOfStops) {
        return past.stream()
                .flatMap(order -> action(order, contractSize, ordersOfStops))
                .toList();
    }

    /** Without an answer about stops their orders are somebody else's, which they are for all that is known. */
    private static Set<String> ids(Lookup<List<String>> stops) {
        return stops instanceof Lookup.Found<List<String>>(List<String> ids) ? Set.copyOf(ids) : Set.of();
    }

    private static Stream<VenueAction> action(PastOrder past, BigDecimal contractSize, Set<String> ordersOfStops) {
        VenueOrder order = past.order();
        Origin origin = origin(past, ordersOfStops);
        // What others' orders do is counted once, by their ids: when they are over.
        boolean mayGoOn = origin != Origin.OURS && !order.state().isFinal();
        if (order.filled().isZero() || order.averagePrice() == null || mayGoOn) {
            return Stream.empty();
        }
        return Stream.of(new VenueAction(
                order.venueOrderId(),
                order.symbol(),
                order.direction(),
                order.side() == order.direction().entrySide(),
                order.filled(),
                order.averagePrice(),
                contractSize,
                past.fee(),
                order.updatedAt(),
                origin));
    }

    private static Origin origin(PastOrder past, Set<String> ordersOfStops) {
        if (past.category() == PastOrder.Category.LIQUIDATION) {
            return Origin.LIQUIDATION;
        }
        if (ordersOfStops.contains(past.order().venueOrderId())) {
            return Origin.PROTECTIVE_STOP;
        }
        return OrderIds.isOurs(past.order().clientOrderId()) ? Origin.OURS : Origin.OTHERS;
    }
}
