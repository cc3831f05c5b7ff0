package dev.tapedeck.positionsync.in;

import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.stream.Partitions;
import dev.tapedeck.kit.stream.Translator;
import dev.tapedeck.positionsync.core.PositionCommand;
import dev.tapedeck.positionsync.core.PositionCommand.Flattening;
import dev.tapedeck.positionsync.core.PositionCommand.Terms;
import dev.tapedeck.positionsync.out.LogView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills and what operators ask for become commands; sessions, instruments and what is to be flattened are remembered for whoever asks the venue. What trading is allowed in a
 * session is decided in the session's cell, where its positions are; all other scopes in the first cell, whoever owns it.
 */
public final class PositionInputs implements Translator<PositionCommand>, LogView {
    /** Where what concerns several sessions is decided. */
    public static final int COMMON_CELL = 0;

    /** Every entry leaves once, so an honest session has at most two orders for each that risk allows. */
    private static final int ORDERS_FOR_EACH_ENTRY = 2;

    private final Map<String, SessionChanged> running = new ConcurrentHashMap<>();
    private final Map<String, Flattening> flattenings = new ConcurrentHashMap<>();
    private final Map<Symbol, BigDecimal> contractSizes = new ConcurrentHashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final OrderRates rates = new OrderRates();
    private Consumer<Instant> venueUsable = since -> {};
    private Runnable flattenAsked = () -> {};

    @Override
    public List<PositionCommand> commands(int cell, Event<?> event) {
        return switch (event.data()) {
            case FillRecorded fill -> List.of(new PositionCommand.ApplyFill(event.id(), fill, event.correlationId()));
            case OrderApproved order -> counted(event, order);
            case SetTradingState asked ->
                cell == cellOf(asked.scope(), asked.scopeId())
                        ? List.of(new PositionCommand.DecideTradingState(event.id(), asked))
                        : List.of();
            case ClosePosition asked ->
                cell == cellOf(asked.sessionId())
                        ? List.of(new PositionCommand.CloseAsked(event.id(), asked))
                        : List.of();
            default -> {
                remember(event);
                yield List.of();
            }
        };
    }

    private void remember(Event<?> event) {
        switch (event.data()) {
            case SessionChanged session -> note(session);
            case VenueStatusChanged status -> note(event, status);
            case InstrumentListed instrument -> contractSizes.put(instrument.symbol(), instrument.contractSize());
            case TradingStateChanged state -> note(event, state);
            default -> {
                // Nothing that matters here.
            }
        }
    }

    /** Has somebody told each time the order service starts or the venue can be used again, and when by its clock. To be called once, before the first event. */
    public void onVenueUsable(Consumer<Instant> hear) {
        venueUsable = hear;
    }

    /** Has somebody told each time something is to be flattened. To be called once, before the first event. */
    public void onFlatten(Runnable hear) {
        flattenAsked = hear;
    }

    /** The order service says only what is news: each word that the line is whole follows a start or an outage, in which something may have been missed. */
    private void note(Event<?> event, VenueStatusChanged status) {
        if (status.breaker() == Breaker.CLOSED) {
            venueUsable.accept(event.time());
        }
    }

    private void note(SessionChanged session) {
        if (session.state() == State.RUNNING) {
            running.put(session.sessionId(), session);
        } else {
            running.remove(session.sessionId());
        }
    }

    /** A table that is read again brings old states once more; the newest of a scope counts. */
    private void note(Event<?> event, TradingStateChanged state) {
        String key = state.scope().key(state.scopeId());
        if (event.sequence() < sequences.getOrDefault(key, 0L)) {
            return;
        }
        sequences.put(key, event.sequence());
        if (!state.flatten()) {
            flattenings.remove(key);
        } else if (!new Flattening(event.id(), state).equals(flattenings.put(key, new Flattening(event.id(), state)))) {
            flattenAsked.run();
        }
    }

    private List<PositionCommand> counted(Event<?> event, OrderApproved order) {
        SessionChanged session = running.get(order.sessionId());
        if (session == null) {
            return List.of();
        }
        int limit = ORDERS_FOR_EACH_ENTRY * session.limits().maxOrdersPerMinute();
        int count = rates.note(order.sessionId(), order.orderId(), event.time(), limit);
        return count > limit
                ? List.of(new PositionCommand.OrdersRanAway(order.orderId(), order.sessionId(), count, limit))
                : List.of();
    }

    private static int cellOf(Scope scope, String scopeId) {
        return scope == Scope.SESSION ? cellOf(scopeId) : COMMON_CELL;
    }

    private static int cellOf(String sessionId) {
        return Partitions.of(Topic.FILLS, sessionId);
    }

    @Override
    public Map<String, Integer> runningSessions() {
        var cells = new HashMap<String, Integer>();
        running.keySet().forEach(session -> cells.put(session, cellOf(session)));
        return cells;
    }

    @Override
    public @Nullable Terms termsOf(String sessionId) {
        SessionChanged session = running.get(sessionId);
        return session == null ? null : new Terms(session.initialBalance(), session.limits());
    }

    @Override
    public List<Flattening> flattenings() {
        return List.copyOf(flattenings.values());
    }

    @Override
    public @Nullable BigDecimal contractSize(Symbol symbol) {
        return contractSizes.get(symbol);
    }
}
