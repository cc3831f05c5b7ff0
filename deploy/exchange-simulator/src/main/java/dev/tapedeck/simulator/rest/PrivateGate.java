package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.access.RateLimiter;
import dev.tapedeck.simulator.access.RequestWindow;
import dev.tapedeck.simulator.access.Signatures;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.fault.CallFaults;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets signed private calls through to their handlers: key, clock window, signature, rate limit, body, in this order. */
final class PrivateGate {
    private static final String BASE = "/api/v1/private/";
    private static final String CREATE = "order/create";

    private final Router router;
    private final Exchange exchange;
    private final Map<String, ApiKey> apiKeys;
    private final RateLimiter limiter;
    private final Clock wallClock;
    private final CallFaults faults;
    private final Runnable afterCall;

    /** @param afterCall runs once the answer is on its way */
    PrivateGate(
            Router router,
            Exchange exchange,
            Map<String, ApiKey> apiKeys,
            RateLimiter limiter,
            Clock wallClock,
            CallFaults faults,
            Runnable afterCall) {
        this.router = router;
        this.exchange = exchange;
        this.apiKeys = apiKeys;
        this.limiter = limiter;
        this.wallClock = wallClock;
        this.faults = faults;
        this.afterCall = afterCall;
    }

    void get(String path, RateLimiter.Limit limit, Function<Call, Reply> handler) {
        mount(HttpMethod.GET, path, path, limit, handler);
    }

    void post(String path, RateLimiter.Limit limit, Function<Call, Reply> handler) {
        mount(HttpMethod.POST, path, path, limit, handler);
    }

    /** A second path of the same endpoint: both share one rate bucket. */
    void post(String path, String endpoint, RateLimiter.Limit limit, Function<Call, Reply> handler) {
        mount(HttpMethod.POST, path, endpoint, limit, handler);
    }

    private void mount(
            HttpMethod method, String path, String endpoint, RateLimiter.Limit limit, Function<Call, Reply> handler) {
        router.route(method, BASE + path).handler(context -> {
            boolean creates = endpoint.equals(CREATE);
            if (!faults.intercept(context, creates)) {
                Reply reply = answer(context, endpoint, limit, handler);
                faults.deliver(context, creates, () -> Responses.send(context, reply));
                afterCall.run();
            }
        });
    }

    private Reply answer(
            RoutingContext context, String endpoint, RateLimiter.Limit limit, Function<Call, Reply> handler) {
        HttpServerRequest request = context.request();
        ApiKey apiKey = apiKeys.get(header(request, "ApiKey"));
        Account account = apiKey == null ? null : exchange.account(apiKey.key());
        if (apiKey == null || account == null) {
            return Reply.refused(VenueCode.NOT_LOGGED_IN);
        }
        String requestTime = header(request, "Request-Time");
        if (!RequestWindow.contains(requestTime, request.getHeader("Recv-Window"), wallClock.millis())) {
            return Reply.refused(VenueCode.OUTSIDE_TIME_WINDOW);
        }
        String bodyText = context.body().asString();
        if (!isSigned(request, apiKey, requestTime, bodyText)) {
            return Reply.refused(VenueCode.BAD_SIGNATURE);
        }
        if (!limiter.tryAcquire(apiKey.key(), endpoint, limit, wallClock.millis())) {
            return Reply.refused(VenueCode.TOO_FREQUENT);
        }
        JsonNode body = bodyText == null || bodyText.isEmpty() ? Json.object() : Json.parse(bodyText);
        if (body == null) {
            return Reply.refused(VenueCode.UNDECODABLE_BODY);
        }
        try {
            return handler.apply(new Call(account, Params.of(context.queryParams()), body, context));
        } catch (BadParameterException e) {
            return Reply.refused(VenueCode.BAD_PARAMETER, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isSigned(
            HttpServerRequest request, ApiKey apiKey, String requestTime, @Nullable String bodyText) {
        String signature = header(request, "Signature");
        if (HttpMethod.POST.equals(request.method())) {
            String payload = bodyText == null ? "" : bodyText;
            return Signatures.matches(signature, apiKey.secret(), apiKey.key(), requestTime, payload);
        }
        String query = request.query() == null ? "" : request.query();
        return Signatures.matchesQuery(signature, apiKey.secret(), apiKey.key(), requestTime, query);
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
