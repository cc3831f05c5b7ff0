package dev.tapedeck.gateway.core;

import java.util.List;

/**
 * What became of a request that had a key.
 *
 * @param subject what its commands are about: the session, or {@code global}
 * @param commandIds the commands that are on the log
 * @param parts how many commands the request was to make; more than there are when the gateway died between them
 */
public record AnsweredRequest(RequestKey key, String subject, List<String> commandIds, int parts) {
    public AnsweredRequest {
        commandIds = List.copyOf(commandIds);
    }

    public boolean isWhole() {
        return commandIds.size() >= parts;
    }
}
