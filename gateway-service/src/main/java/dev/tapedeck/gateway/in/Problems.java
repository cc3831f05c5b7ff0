package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.out.GatewayJson;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request with a problem that never shows the inside. */
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int INTERNAL_ERROR = 500;

    @ServerExceptionMapper
    Response refused(RequestRefused refused, UriInfo uri) {
        return answer(refused.status(), String.valueOf(refused.getMessage()), uri, refused.errors());
    }

    @ServerExceptionMapper
    Response web(WebApplicationException web, UriInfo uri) {
        int status = web.getResponse().getStatus();
        return answer(status, title(status) + ": " + uri.getPath(), uri, List.of());
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failed, UriInfo uri) {
        LOG.error("Request failed: {}", uri.getPath(), failed);
        return answer(INTERNAL_ERROR, "the gateway failed; its log says why", uri, List.of());
    }

    private static Response answer(int status, String detail, UriInfo uri, List<Problem.FieldError> errors) {
        var problem = new Problem(
                "about:blank", title(status), status, detail, uri.getPath(), errors.isEmpty() ? null : errors);
        return Response.status(status)
                .type("application/problem+json")
                .entity(GatewayJson.text(problem))
                .build();
    }

    private static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }
}
