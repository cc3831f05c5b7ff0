package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.core.Account;
import io.vertx.ext.web.RoutingContext;

/**
 * A signed and admitted private call.
 *
 * @param query query parameters
 * @param body the JSON body; an empty object when there was none
 */
record Call(Account account, Params query, JsonNode body, RoutingContext context) {

    Params parameters() {
        return new Params(body);
    }

    String path(String name) {
        String value = context.pathParam(name);
        return value == null ? "" : value;
    }

    long pathId(String name) {
        try {
            return Long.parseLong(path(name));
        } catch (NumberFormatException e) {
            throw new BadParameterException(name + " must be an id, was '" + path(name) + "'");
        }
    }
}
