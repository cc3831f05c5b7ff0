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
import dev.tapedeck.simulator.fault.FaultAnswer;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets signed private calls through to their handlers: key, clock window, signature, rate limit, body, in this order. */
final class PrivateGate {
    private static final String BASE = "/api/v1/private/";

    private final Router router;
    private final Exchange exchange;
    private final Map<String, ApiKey> apiKeys;
    private final RateLimiter limiter;
    private final Clock wallClock;
    private final Clock shownClock;
    private final CallFaults faults;
    private final Runnable afterCall;

    /**
     * @param wallClock counts rates; it never goes back
     * @param shownClock what signed requests are compared with
     * @param afterCall runs once the answer is on its way
     */
    PrivateGate(
            Router router,
            Exchange exchange,
            Map<String, ApiKey> apiKeys,
            RateLimiter limiter,
            Clock wallClock,
            Clock shownClock,
            CallFaults faults,
            Runnable afterCall) {
        this.router = router;
        this.exchange = exchange;
        this.apiKeys = apiKeys;
        this.limiter = limiter;
        this.wallClock = wallClock;
        this.shownClock = shownClock;
        this.faults = faults;
        this.afterCall = afterCall;
    }

    void get(String path, RateLimiter.Limit limit, Function<Call, Reply> handler) {
        mount(HttpMethod.GET, path, new Endpoint(path, limit, handler, Unprocessed.NOBODY_CARES));
    }

    void post(String path, RateLimiter.Limit limit, Function<Call, Reply> handler) {
        post(path, path, limit, handler, Unprocessed.NOBODY_CARES);
    }

    /** A second path of the same endpoint: both share one rate bucket. */
    void post(String path, String endpoint, RateLimiter.Limit limit, Function<Call, Reply> handler) {
        post(path, endpoint, limit, handler, Unprocessed.NOBODY_CARES);
    }

    void post(
            String path,
            String endpoint,
            RateLimiter.Limit limit,
            Function<Call, Reply> handler,
            Unprocessed unprocessed) {
        mount(HttpMethod.POST, path, new Endpoint(endpoint, limit, handler, unprocessed));
    }

    /** Hears of calls under a known key that are answered before or instead of being handled. */
    interface Unprocessed {
        Unprocessed NOBODY_CARES = (account, body, code, answer) -> {};

        /**
         * Notes a call.
         *
         * @param body an empty object when it could not be read
         * @param code the venue's, 0 where the answer is no envelope
         * @param answer what the caller was told
         */
        void note(Account account, JsonNode body, int code, String answer);
    }

    private record Endpoint(
            String name, RateLimiter.Limit limit, Function<Call, Reply> handler, Unprocessed unprocessed) {}

    private void mount(HttpMethod method, String path, Endpoint endpoint) {
        router.route(method, BASE + path).handler(context -> {
            Optional<FaultAnswer> instead = faults.insteadOfCall(method.equals(HttpMethod.GET));
            if (instead.isPresent()) {
                noteUnprocessed(
                        context, endpoint, instead.get().code(), instead.get().summary());
                faults.send(context, instead.get());
                return;
            }
            Reply reply = answer(context, endpoint);
            if (reply.instead() == null) {
                faults.send(context, () -> Responses.send(context, reply));
            } else {
                faults.send(context, reply.instead());
            }
            afterCall.run();
        });
    }

    private Reply answer(RoutingContext context, Endpoint endpoint) {
        Account account = account(context);
        VenueCode admitted = account == null ? VenueCode.NOT_LOGGED_IN : admit(context, endpoint);
        JsonNode body = body(context);
        if (admitted == VenueCode.OK && body == null) {
            admitted = VenueCode.UNDECODABLE_BODY;
        }
        if (account == null || body == null || admitted != VenueCode.OK) {
            return unprocessed(context, endpoint, Reply.refused(admitted));
        }
        try {
            return endpoint.handler().apply(new Call(account, Params.of(context.queryParams()), body, context));
        } catch (BadParameterException e) {
            return unprocessed(
                    context, endpoint, Reply.refused(VenueCode.BAD_PARAMETER, String.valueOf(e.getMessage())));
        }
    }

    private Reply unprocessed(RoutingContext context, Endpoint endpoint, Reply reply) {
        int code = reply.code().number();
        noteUnprocessed(context, endpoint, code, "code " + code);
        return reply;
    }

    private void noteUnprocessed(RoutingContext context, Endpoint endpoint, int code, String answer) {
        Account account = account(context);
        if (account != null) {
            JsonNode body = body(context);
            endpoint.unprocessed().note(account, body == null ? Json.object() : body, code, answer);
        }
    }

    private @Nullable Account account(RoutingContext context) {
        ApiKey apiKey = apiKeys.get(header(context.request(), "ApiKey"));
        return apiKey == null ? null : exchange.account(apiKey.key());
    }

    /** The call's JSON, an empty object where it has no body; null when it cannot be read. */
    private static @Nullable JsonNode body(RoutingContext context) {
        String text = context.body().asString();
        return text == null || text.isEmpty() ? Json.object() : Json.parse(text);
    }

    /** Checks what comes before the body of a call under a known key. */
    private VenueCode admit(RoutingContext context, Endpoint endpoint) {
        HttpServerRequest request = context.request();
        ApiKey apiKey = apiKeys.get(header(request, "ApiKey"));
        if (apiKey == null) {
            return VenueCode.NOT_LOGGED_IN;
        }
        String requestTime = header(request, "Request-Time");
        if (!RequestWindow.contains(requestTime, request.getHeader("Recv-Window"), shownClock.millis())) {
            faults.refusedForItsTime();
            return VenueCode.OUTSIDE_TIME_WINDOW;
        }
        if (!isSigned(request, apiKey, requestTime, context.body().asString())) {
            return VenueCode.BAD_SIGNATURE;
        }
        return limiter.tryAcquire(apiKey.key(), endpoint.name(), endpoint.limit(), wallClock.millis())
                ? VenueCode.OK
                : VenueCode.TOO_FREQUENT;
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
