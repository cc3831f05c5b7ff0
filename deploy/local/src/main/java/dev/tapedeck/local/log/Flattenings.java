package dev.tapedeck.local.log;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.PositionEvent.FlattenProgressed;
import dev.tapedeck.contracts.topic.Topic;
import java.util.Map;
import java.util.TreeMap;

/** How far a flattening is. */
public final class Flattenings {
    private Flattenings() {}

    /** Returns positions that are left, by session, as far as sessions have said. */
    public static Map<String, Integer> of(String decisionId, LogReader log) {
        var left = new TreeMap<String, Integer>();
        for (byte[] value : log.newestByKey(Topic.POSITIONS.topicName()).values()) {
            try {
                if (EventCodec.decode(value).data() instanceof FlattenProgressed progress
                        && progress.decisionId().equals(decisionId)) {
                    left.put(progress.sessionId(), progress.positionsLeft());
                }
            } catch (UndecodableEvent unreadable) {
                // Whatever it is, it is no progress.
            }
        }
        return left;
    }
}
