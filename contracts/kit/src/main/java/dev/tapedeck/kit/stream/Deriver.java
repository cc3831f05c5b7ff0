package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.kit.decide.Draft;
import java.util.List;

/**
 * Projects a journal event onto other topics. Pure, and of the event alone: after a crash the same drafts are made again for what is missing.
 */
@FunctionalInterface
public interface Deriver {
    List<Draft> derive(Event<?> journaled);

    static Deriver none() {
        return event -> List.of();
    }
}
