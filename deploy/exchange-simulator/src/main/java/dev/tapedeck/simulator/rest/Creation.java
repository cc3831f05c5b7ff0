package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.core.OrderRequest;

/** The body of a request that creates an order. */
public final class Creation {
    private Creation() {}

    /**
     * Returns what the body asks for.
     *
     * @throws BadParameterException when a field is not what it must be
     */
    public static OrderRequest request(JsonNode body) {
        var parameters = new Params(body);
        return OrderRoutes.request(parameters, parameters.number("type", 0));
    }
}
