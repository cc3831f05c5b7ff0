package dev.tapedeck.gateway.in;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.gateway.core.Channel;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a client asks of the socket: to go on after the last message that it saw, or to begin anew; with everything, or with some channels.
 *
 * @param gatewayId whose numbers the client knows; empty for one that begins anew
 */
record Wish(Set<Channel> channels, Optional<String> gatewayId, long lastSeq) {

    /** Returns what the message asks for; empty when it is none that a client may send. */
    static Optional<Wish> parse(String message) {
        try {
            JsonNode json = Json.MAPPER.readTree(message);
            return channels(json.path("channels")).flatMap(channels -> of(json, channels));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Wish> of(JsonNode json, Set<Channel> channels) {
        return switch (json.path("type").asText()) {
            case "subscribe" -> Optional.of(new Wish(channels, Optional.empty(), 0));
            case "resume" ->
                json.path("gatewayId").isTextual() && json.path("lastSeq").isIntegralNumber()
                        ? Optional.of(new Wish(
                                channels,
                                Optional.of(json.path("gatewayId").textValue()),
                                json.path("lastSeq").longValue()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Returns all where none is named; empty when what is named is no list of channels. */
    private static Optional<Set<Channel>> channels(JsonNode names) {
        if (names.isMissingNode()) {
            return Optional.of(Channel.ALL);
        }
        var channels = EnumSet.noneOf(Channel.class);
        for (JsonNode name : names) {
            Optional<Channel> channel = Channel.named(name.asText());
            if (channel.isEmpty()) {
                return Optional.empty();
            }
            channels.add(channel.get());
        }
        return channels.isEmpty() ? Optional.empty() : Optional.of(channels);
    }
}
