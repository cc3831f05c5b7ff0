package dev.tapedeck.simulator.rest;

import io.vertx.ext.web.RoutingContext;

/** Writes JSON answers. */
public final class Responses {
    private Responses() {}

    static void send(RoutingContext context, Reply reply) {
        send(context, reply.text());
    }

    /** Answers HTTP 200 with a JSON text. */
    public static void send(RoutingContext context, String json) {
        context.response().putHeader("Content-Type", "application/json").end(json);
    }
}
