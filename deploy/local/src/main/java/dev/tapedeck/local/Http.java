package dev.tapedeck.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;

/** JSON over HTTP to the members of the stack, on kept connections, bounded in time. Safe for use by many threads. */
public final class Http {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    private Http() {}

    /**
     * Returns the status of a GET.
     *
     * @throws StackFailure when there is no answer within two seconds
     */
    public static int status(URI uri) {
        var request = HttpRequest.newBuilder(uri).timeout(PROBE_TIMEOUT).build();
        return send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /**
     * Returns what a GET answers.
     *
     * @throws StackFailure when the answer is not a success, not JSON, or does not come within 15 seconds
     */
    public static JsonNode get(URI uri) {
        return json(request(uri).build());
    }

    /** Returns what a GET answers, later; fails as {@link #get} does. */
    public static CompletableFuture<JsonNode> getAsync(URI uri) {
        var request = request(uri).build();
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Http::parsed);
    }

    /** Returns what a POST of this JSON answers; fails as {@link #get} does. */
    public static JsonNode post(URI uri, JsonNode body) {
        return json(request(uri)
                .header("Content-Type", "application/json")
                .POST(json(body))
                .build());
    }

    /** Returns what a DELETE answers; fails as {@link #get} does. */
    public static JsonNode delete(URI uri) {
        return json(request(uri).DELETE().build());
    }

    static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(CALL_TIMEOUT);
    }

    static HttpRequest.BodyPublisher json(JsonNode body) {
        return HttpRequest.BodyPublishers.ofString(body.toString());
    }

    /** Returns the answer, whatever it is; fails only when there is none. */
    static HttpResponse<String> exchange(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpRequest request) {
        return parsed(exchange(request));
    }

    static JsonNode parsed(HttpResponse<String> response) {
        HttpRequest request = response.request();
        String call = request.method() + " " + request.uri();
        if (response.statusCode() / 100 != 2) {
            throw new StackFailure(
                    call + " must succeed, answered " + response.statusCode() + " " + refusal(response.body()));
        }
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (JsonProcessingException malformed) {
            throw new StackFailure(call + " must answer JSON, answered " + excerpt(response.body()), malformed);
        }
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException silent) {
            throw new StackFailure(
                    request.method() + " " + request.uri() + " got no answer: " + silent.getMessage(), silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted during " + request.method() + " " + request.uri(), interrupted);
        }
    }

    /** Returns what a problem says, with a line for each part that is wrong; of other answers their beginning. */
    private static String refusal(String body) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            if (problem == null || !problem.path("detail").isTextual()) {
                return excerpt(body);
            }
            var lines = new StringJoiner("\n");
            lines.add(problem.path("detail").textValue());
            for (JsonNode error : problem.path("errors")) {
                lines.add(error.path("path").asText() + ": "
                        + error.path("message").asText());
            }
            return lines.toString();
        } catch (JsonProcessingException other) {
            return excerpt(body);
        }
    }

    private static String excerpt(String body) {
        return body.length() <= 500 ? body : body.substring(0, 500) + "...";
    }
}
