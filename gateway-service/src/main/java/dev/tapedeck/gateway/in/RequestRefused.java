package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.in.Problem.FieldError;
import java.util.List;

/** A request that is answered with a problem. The message is for the user. */
final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<FieldError> errors;

    RequestRefused(int status, String detail) {
        this(status, detail, List.of());
    }

    RequestRefused(int status, String detail, List<FieldError> errors) {
        super(detail);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    int status() {
        return status;
    }

    List<FieldError> errors() {
        return errors;
    }
}
