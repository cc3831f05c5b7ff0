package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.venue.VenueConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Sends requests, signed or not, and says what became of each. What is signed is, byte for byte, what is sent. Safe for use by many threads. */
final class MexcRest {
    /** The list of all contracts, the longest reply, is about 2 MiB. */
    private static final int BODY_BYTES_MAX = 8 << 20;

    /** As many as the orders that are under way at once, so that none waits for the reply to another; they are opened when they are needed. */
    private static final int CONNECTIONS_MAX = 64;

    /** More than all that its users have under way at once: a request that is refused here looks like a venue that cannot be reached. */
    private static final int WAITING_REQUESTS_MAX = 256;

    /** Shorter than what servers commonly grant, so that we seldom write to a connection that the other side just closed. */
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final WebClient client;
    private final String base;
    private final String apiKey;
    private final @Nullable MexcSignature signature;
    private final InstantSource clock;
    private final Runnable onTimeRefused;
    private final int timeoutMillis;

    /**
     * @param clock gives the time of signed requests
     * @param onTimeRefused is called after each signed request that the venue refused for its time
     */
    MexcRest(Vertx vertx, VenueConfig config, InstantSource clock, Runnable onTimeRefused) {
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setConnectTimeout(config.connectTimeoutMillis())
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setMaxPoolSize(CONNECTIONS_MAX)
                        .setMaxWaitQueueSize(WAITING_REQUESTS_MAX)
                        .setFollowRedirects(false)
                        .setUserAgent("tapedeck"));
        this.base = config.restBase().toString().replaceAll("/+$", "");
        this.apiKey = config.apiKey();
        this.signature = config.hasCredentials() ? new MexcSignature(apiKey, config.secret()) : null;
        this.clock = clock;
        this.onTimeRefused = onTimeRefused;
        this.timeoutMillis = config.requestTimeoutMillis();
    }

    /** Asks something public. */
    Future<MexcReply> get(String path, Map<String, ?> parameters) {
        return send(request(HttpMethod.GET, path, MexcQuery.of(parameters)), null);
    }

    /** Asks something about the account. */
    Future<MexcReply> getSigned(String path, Map<String, ?> parameters) {
        String query = MexcQuery.of(parameters);
        return sendSigned(request(HttpMethod.GET, path, query), query, null);
    }

    /** Sends a command with the body as JSON. */
    Future<MexcReply> post(String path, Object body) {
        String json = MexcJson.text(body);
        return sendSigned(request(HttpMethod.POST, path, ""), json, json);
    }

    void close() {
        client.close();
    }

    private HttpRequest<String> request(HttpMethod method, String path, String query) {
        return client.requestAbs(method, base + path + (query.isEmpty() ? "" : "?" + query))
                .as(BoundedText.codec(BODY_BYTES_MAX))
                .timeout(timeoutMillis)
                .putHeader("Content-Type", "application/json")
                // Without it error texts come in Chinese.
                .putHeader("Language", "en");
    }

    private Future<MexcReply> sendSigned(HttpRequest<String> request, String payload, @Nullable String body) {
        if (signature == null) {
            return Future.succeededFuture(
                    new MexcReply.Answered(401, "no API key and secret are configured, so nothing was sent"));
        }
        String requestTime = Long.toString(clock.millis());
        request.putHeader("ApiKey", apiKey)
                .putHeader("Request-Time", requestTime)
                .putHeader("Signature", signature.of(requestTime, payload));
        return send(request, body).onSuccess(reply -> {
            if (MexcVerdict.refusesTime(reply)) {
                onTimeRefused.run();
            }
        });
    }

    private Future<MexcReply> send(HttpRequest<String> request, @Nullable String body) {
        Future<HttpResponse<String>> response = body == null
                ? request.send()
                : request.sendBuffer(Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)));
        return response.timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .map(MexcRest::answered)
                .otherwise(MexcRest::failed);
    }

    private static MexcReply answered(HttpResponse<String> response) {
        String body = response.body();
        return new MexcReply.Answered(response.statusCode(), body == null ? "" : body);
    }

    /** Only failures to connect prove that nothing was sent. */
    static MexcReply failed(Throwable failure) {
        String detail = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return switch (failure) {
            case ConnectException _ -> new MexcReply.NotSent(detail);
            case NoRouteToHostException _ -> new MexcReply.NotSent(detail);
            case UnknownHostException _ -> new MexcReply.NotSent(detail);
            case UnresolvedAddressException _ -> new MexcReply.NotSent(detail);
            case SSLHandshakeException _ -> new MexcReply.NotSent(detail);
            case ConnectionPoolTooBusyException _ -> new MexcReply.NotSent(detail);
            case TimeoutException _ -> new MexcReply.Lost(UnknownCause.TIMEOUT, detail);
            case BoundedText.TooLong _ -> new MexcReply.Lost(UnknownCause.UNREADABLE_REPLY, detail);
            default -> new MexcReply.Lost(UnknownCause.CONNECTION_LOST, detail);
        };
    }
}
