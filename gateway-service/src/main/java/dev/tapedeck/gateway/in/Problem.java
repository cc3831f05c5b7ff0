package dev.tapedeck.gateway.in;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param errors what is wrong with which part of the request, when parts are wrong
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable List<FieldError> errors) {

    static Problem of(int status, String detail, String instance, List<FieldError> errors) {
        return new Problem("about:blank", title(status), status, detail, instance, errors.isEmpty() ? null : errors);
    }

    static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    /** One part of a request that is wrong; {@code path} is its JSON path. */
    public record FieldError(String path, String message) {}
}
