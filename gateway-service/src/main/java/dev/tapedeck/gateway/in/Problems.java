package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.out.GatewayJson;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request with a problem that never shows the inside. */
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int INTERNAL_ERROR = 500;

    private final CurrentVertxRequest current;

    public Problems(CurrentVertxRequest current) {
        this.current = current;
    }

    @ServerExceptionMapper
    Response refused(RequestRefused refused, UriInfo uri) {
        Response answer = answer(refused.status(), String.valueOf(refused.getMessage()), uri, refused.errors());
        return refused.retryAfter()
                .map(wait -> Response.fromResponse(answer)
                        .header(HttpHeaders.RETRY_AFTER, seconds(wait))
                        .build())
                .orElse(answer);
    }

    @ServerExceptionMapper
    Response notLoggedIn(UnauthorizedException unauthorized, UriInfo uri) {
        return challenge("log in first: the request must carry an access token", uri);
    }

    /** Why a token is not good is not told, so that nobody learns how to make a better one. */
    @ServerExceptionMapper
    Response badToken(AuthenticationFailedException failed, UriInfo uri) {
        return challenge("the access token is not valid, or no longer", uri);
    }

    @ServerExceptionMapper
    Response notAllowed(ForbiddenException forbidden, UriInfo uri) {
        return answer(FORBIDDEN, "this user's role does not allow it", uri, List.of());
    }

    @ServerExceptionMapper
    Response web(WebApplicationException web, UriInfo uri) {
        int status = web.getResponse().getStatus();
        return answer(status, Problem.title(status) + ": " + uri.getPath(), uri, List.of());
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failed, UriInfo uri) {
        LOG.error("Request failed: {}", uri.getPath(), failed);
        return answer(INTERNAL_ERROR, "the gateway failed; its log says why", uri, List.of());
    }

    private Response challenge(String detail, UriInfo uri) {
        return Response.fromResponse(answer(UNAUTHORIZED, detail, uri, List.of()))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private Response answer(int status, String detail, UriInfo uri, List<Problem.FieldError> errors) {
        AuditNote.of(current.getCurrent()).refusedFor(detail);
        return Response.status(status)
                .type("application/problem+json")
                .entity(GatewayJson.text(Problem.of(status, detail, uri.getPath(), errors)))
                .build();
    }

    /** Returns whole seconds, at least one. */
    static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
