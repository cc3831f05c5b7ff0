package dev.tapedeck.gateway.in;

import jakarta.ws.rs.core.Response;

/** The request is on the log; what becomes of it are events that name this id as their cause. */
public record Accepted(String commandId, boolean accepted) {
    static Response response(String commandId) {
        return Response.accepted(new Accepted(commandId, true)).build();
    }
}
