package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.topic.EventType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last row of every subject of the tables that a stage reads, so that a translator can offer them to what starts later. For the stage's thread. Bounded by the
 * number of subjects of compacted topics.
 */
public final class LatestRows {
    private final Map<String, Event<?>> rows = new TreeMap<>();

    public void note(Event<?> row) {
        rows.put(EventType.of(row.data().getClass()).wireName() + "|" + row.subject(), row);
    }

    /** Returns the rows of one kind by subject. */
    public List<Event<?>> of(Class<? extends EventData> kind) {
        return rows.values().stream().filter(row -> kind.isInstance(row.data())).toList();
    }
}
