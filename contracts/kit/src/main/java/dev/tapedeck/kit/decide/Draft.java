package dev.tapedeck.kit.decide;

import dev.tapedeck.contracts.event.EventData;
import org.jspecify.annotations.Nullable;

/**
 * An event that a core wants on the log. The shell adds what the core cannot know: source, sequence, the id of the causing event, and, unless
 * the draft carries its own, the time of the input.
 *
 * @param id derived from what the event means: the same input must give the same id
 * @param key the record key, as the topic's catalogue entry defines it
 * @param subject the aggregate whose sequence counts this event
 * @param correlationId the detection episode, if any
 */
public record Draft(
        String id, String key, String subject, @Nullable String correlationId, EventData data) {}
