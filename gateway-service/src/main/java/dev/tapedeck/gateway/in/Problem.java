package dev.tapedeck.gateway.in;

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

    /** One part of a request that is wrong; {@code path} is its JSON path. */
    public record FieldError(String path, String message) {}
}
