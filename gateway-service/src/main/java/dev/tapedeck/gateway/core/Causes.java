package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where signals come from: of the flood of ticks and indicators it keeps the few that a signal leads back to. Topics are read side by side, so a cause may
 * come before or after its effect; recent events wait for their effect, and named causes wait for their event, both bounded.
 */
final class Causes {
    private static final int DEPTH_MAX = 4;

    private record Cause(ChainLink link, @Nullable String causationId) {}

    private final Map<String, LoggedEvent> recent;
    private final Map<String, Boolean> awaited;
    private final Map<String, Cause> kept;

    Causes(int recentCapacity, int keptCapacity) {
        this.recent = new BoundedMap<>(recentCapacity);
        this.awaited = new BoundedMap<>(keptCapacity);
        this.kept = new BoundedMap<>(keptCapacity);
    }

    /** Remembers an event that may turn out to be a cause. */
    void offer(LoggedEvent logged) {
        String id = logged.event().id();
        if (awaited.remove(id) != null) {
            keep(logged);
        } else {
            recent.put(id, logged);
        }
    }

    /** Keeps the event of that id, and what caused it, when or as soon as it is known. */
    void need(@Nullable String id) {
        if (id == null || kept.containsKey(id)) {
            return;
        }
        LoggedEvent found = recent.get(id);
        if (found == null) {
            awaited.put(id, true);
        } else {
            keep(found);
        }
    }

    /** Returns what led to the effect of this cause, first cause first, as far as it is known. */
    List<ChainLink> leadingTo(@Nullable String id) {
        var effectFirst = new ArrayList<ChainLink>();
        String next = id;
        while (next != null && effectFirst.size() < DEPTH_MAX) {
            Cause cause = kept.get(next);
            if (cause == null) {
                break;
            }
            effectFirst.add(cause.link);
            next = cause.causationId;
        }
        return effectFirst.reversed();
    }

    private void keep(LoggedEvent logged) {
        Event<?> event = logged.event();
        kept.put(event.id(), new Cause(logged.link(), event.causationId()));
        need(event.causationId());
    }
}
