package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;

/** For stages whose cells are partitions of the symbols: what of a session concerns a cell. */
public final class SymbolCells {
    private SymbolCells() {}

    public static boolean owns(int cell, Symbol symbol) {
        return Partitions.of(Topic.TICKS, symbol.name()) == cell;
    }

    /** Returns the session with only those symbols whose ticks go to the cell. */
    public static Event<SessionChanged> narrowed(int cell, Event<?> event, SessionChanged session) {
        List<Symbol> symbols =
                session.symbols().stream().filter(symbol -> owns(cell, symbol)).toList();
        return new Event<>(
                event.id(),
                event.source(),
                event.subject(),
                event.time(),
                event.sequence(),
                event.correlationId(),
                event.causationId(),
                new SessionChanged(
                        session.sessionId(),
                        session.mode(),
                        session.state(),
                        symbols,
                        session.strategies(),
                        session.initialBalance(),
                        session.limits(),
                        session.reason()));
    }
}
