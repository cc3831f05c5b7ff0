package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names one request of one user, so that its repetition is known. The ids of the commands that a request makes are derived from it, so the log itself
 * remembers which requests were answered, across restarts of the gateway.
 *
 * @param name a hash of the user and the key that the user gave; hexadecimal
 * @param content a hash of what was asked; hexadecimal
 */
public record RequestKey(String name, String content) {
    private static final Pattern COMMAND_ID =
            Pattern.compile("request/([0-9a-f]+)/([0-9a-f]+)/(\\d{1,9})-of-(\\d{1,9})");

    /** One of the commands that a request made. */
    record Part(RequestKey key, int of) {}

    /** Returns which part of which request the command is, nothing when the request had no key. */
    static Optional<Part> partOf(String commandId) {
        Matcher matcher = COMMAND_ID.matcher(commandId);
        return matcher.matches()
                ? Optional.of(new Part(
                        new RequestKey(matcher.group(1), matcher.group(2)), Integer.parseInt(matcher.group(4))))
                : Optional.empty();
    }

    /** Returns the command, named as the part {@code number} (from 1) of {@code of} that the request makes. */
    public Event<?> named(Event<?> command, int number, int of) {
        return copy(command, "request/" + name + "/" + content + "/" + number + "-of-" + of, command.causationId());
    }

    /** Returns the events with the first, a command, named by this request, and with those that it caused naming it as their cause. */
    public List<Event<?>> named(List<Event<?>> commandAndEffects) {
        Event<?> before = commandAndEffects.getFirst();
        Event<?> command = named(before, 1, 1);
        var events = new ArrayList<Event<?>>(List.of(command));
        for (Event<?> effect : commandAndEffects.subList(1, commandAndEffects.size())) {
            boolean isEffect = before.id().equals(effect.causationId());
            events.add(isEffect ? copy(effect, effect.id(), command.id()) : effect);
        }
        return events;
    }

    private static <D extends EventData> Event<D> copy(Event<D> event, String id, @Nullable String causationId) {
        return new Event<>(
                id,
                event.source(),
                event.subject(),
                event.time(),
                event.sequence(),
                event.correlationId(),
                causationId,
                event.data());
    }
}
