package dev.tapedeck.strategy.in;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.stream.LatestRows;
import dev.tapedeck.kit.stream.SymbolCells;
import dev.tapedeck.kit.stream.Translator;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every event to the cell that has its symbol. A session that starts is told at once what the tables say, since it was not there when they said it.
 */
public final class StrategyInputs implements Translator<Event<?>> {
    private final LatestRows tables = new LatestRows();

    @Override
    public List<Event<?>> commands(int cell, Event<?> event) {
        return switch (event.data()) {
            case IndicatorsUpdated ignored -> List.of(event);
            case SessionChanged session -> withTables(cell, SymbolCells.narrowed(cell, event, session));
            case FeedStatusChanged feed -> noted(cell, feed.symbol(), event);
            case TradingStateChanged changed -> obeyed(cell, event, changed);
            case VenueEvent ignored -> noted(event);
            case OrderDenied denied -> owned(cell, denied.symbol(), event);
            case OrderEvent order -> owned(cell, order.symbol(), event);
            case FillRecorded fill -> owned(cell, fill.symbol(), event);
            case PositionCorrected correction -> owned(cell, correction.symbol(), event);
            default -> List.of();
        };
    }

    private static List<Event<?>> owned(int cell, Symbol symbol, Event<?> event) {
        return SymbolCells.owns(cell, symbol) ? List.of(event) : List.of();
    }

    private List<Event<?>> noted(int cell, Symbol symbol, Event<?> row) {
        tables.note(row);
        return owned(cell, symbol, row);
    }

    private List<Event<?>> noted(Event<?> row) {
        tables.note(row);
        return List.of(row);
    }

    private List<Event<?>> withTables(int cell, Event<SessionChanged> session) {
        var commands = new ArrayList<Event<?>>();
        commands.add(session);
        tables.of(FeedStatusChanged.class).stream()
                .filter(row -> SymbolCells.owns(cell, ((FeedStatusChanged) row.data()).symbol()))
                .forEach(commands::add);
        commands.addAll(tables.of(VenueEvent.class));
        commands.addAll(tables.of(TradingStateEvent.class));
        return commands;
    }

    /** The state is applied to every session of the cell, and then the cell says that it obeys. */
    private List<Event<?>> obeyed(int cell, Event<?> decision, TradingStateChanged changed) {
        tables.note(decision);
        return List.of(
                decision,
                TradingStateAcknowledged.of(Service.STRATEGY.id(), cell, decision, changed)
                        .following(decision));
    }
}
