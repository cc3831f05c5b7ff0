package dev.tapedeck.risk.in;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.InstrumentEvent;
import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.stream.LatestRows;
import dev.tapedeck.kit.stream.Partitions;
import dev.tapedeck.kit.stream.Translator;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every event to the cell that it concerns. A session that starts is told at once what the tables say, since it was not there when they said it.
 */
public final class RiskInputs implements Translator<Event<?>> {
    private final LatestRows tables = new LatestRows();

    @Override
    public List<Event<?>> commands(int cell, Event<?> event) {
        return switch (event.data()) {
            case SessionEvent.SessionChanged session ->
                Partitions.of(Topic.SIGNALS, session.sessionId()) == cell ? withTables(event) : List.of();
            case InstrumentEvent ignored -> noted(event);
            case FeedEvent ignored -> noted(event);
            case TradingStateChanged changed -> obeyed(cell, event, changed);
            case PositionEvent position -> positions(cell, event, position);
            default -> List.of(event);
        };
    }

    private static List<Event<?>> positions(int cell, Event<?> event, PositionEvent position) {
        boolean matters = position instanceof PositionCorrected
                || position instanceof PositionCloseRequested
                || position instanceof MarginLevelChanged
                || position instanceof FundingSettled;
        return matters && Partitions.of(Topic.SIGNALS, position.sessionId()) == cell ? List.of(event) : List.of();
    }

    private List<Event<?>> noted(Event<?> row) {
        tables.note(row);
        return List.of(row);
    }

    private List<Event<?>> withTables(Event<?> session) {
        var commands = new ArrayList<Event<?>>();
        commands.add(session);
        commands.addAll(tables.of(InstrumentEvent.class));
        commands.addAll(tables.of(FeedEvent.class));
        commands.addAll(tables.of(TradingStateEvent.class));
        return commands;
    }

    /** The state is applied to every session of the cell, and then the cell says that it obeys. */
    private List<Event<?>> obeyed(int cell, Event<?> decision, TradingStateChanged changed) {
        tables.note(decision);
        return List.of(
                decision,
                TradingStateAcknowledged.of(Service.RISK.id(), cell, decision, changed)
                        .following(decision));
    }
}
