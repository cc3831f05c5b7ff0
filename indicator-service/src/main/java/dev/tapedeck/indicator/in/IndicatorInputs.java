package dev.tapedeck.indicator.in;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.kit.stream.SymbolCells;
import dev.tapedeck.kit.stream.Translator;
import java.util.List;

/** Ticks as they are; of a session, the symbols whose ticks the cell has. */
public final class IndicatorInputs implements Translator<Event<?>> {
    @Override
    public List<Event<?>> commands(int cell, Event<?> event) {
        return switch (event.data()) {
            case TickEvent ignored -> List.of(event);
            case SessionChanged session -> List.of(SymbolCells.narrowed(cell, event, session));
            default -> List.of();
        };
    }
}
