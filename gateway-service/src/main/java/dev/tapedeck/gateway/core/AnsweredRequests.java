package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests with a key whose commands are on the log; the oldest are forgotten first. */
final class AnsweredRequests {
    private final Map<String, AnsweredRequest> byName;

    AnsweredRequests(int capacity) {
        this.byName = new BoundedMap<>(capacity);
    }

    void remember(Event<?> command) {
        RequestKey.partOf(command.id()).ifPresent(part -> {
            AnsweredRequest before = byName.get(part.key().name());
            var ids = new ArrayList<String>(before == null ? List.of() : before.commandIds());
            ids.add(command.id());
            byName.put(part.key().name(), new AnsweredRequest(part.key(), command.subject(), ids, part.of()));
        });
    }

    Optional<AnsweredRequest> find(RequestKey key) {
        return Optional.ofNullable(byName.get(key.name()));
    }
}
