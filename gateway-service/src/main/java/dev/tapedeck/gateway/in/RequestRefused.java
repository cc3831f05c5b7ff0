package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.in.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a problem. The message is for the user. */
final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    RequestRefused(int status, String detail) {
        this(status, detail, List.of());
    }

    RequestRefused(int status, String detail, List<FieldError> errors) {
        this(status, detail, errors, null);
    }

    private RequestRefused(int status, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(detail);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** Too much was asked; there is no use in asking again before this time is over. */
    static RequestRefused tooMany(String detail, Duration retryAfter) {
        return new RequestRefused(429, detail, List.of(), retryAfter);
    }

    int status() {
        return status;
    }

    List<FieldError> errors() {
        return errors;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
