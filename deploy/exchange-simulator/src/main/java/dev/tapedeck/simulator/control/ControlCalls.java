package dev.tapedeck.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What the routes of the control API have in common: JSON bodies in, errors with a message out. */
final class ControlCalls {
    private static final int BAD_REQUEST = 400;

    private ControlCalls() {}

    /** The call's JSON; null when it has no body or one that is not JSON. */
    static @Nullable JsonNode body(RoutingContext context) {
        String text = context.body().asString();
        return text == null ? null : Json.parse(text);
    }

    /** Answers HTTP 400 with what was expected and what it was. */
    static void refuse(RoutingContext context, String message) {
        fail(context, BAD_REQUEST, message);
    }

    static void fail(RoutingContext context, int status, String message) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Json.text(Json.object().put("error", message)));
    }
}
