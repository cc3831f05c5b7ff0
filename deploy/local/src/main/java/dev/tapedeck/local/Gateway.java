package dev.tapedeck.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gateway of a stack, spoken to as its first user. Logs in when something is asked first, and again when the token is no longer taken. Safe for use by many
 * threads.
 */
public final class Gateway {
    private static final int UNAUTHORIZED = 401;
    /** One for each stack that this process speaks to. */
    private static final Map<Path, String> TOKENS = new ConcurrentHashMap<>();

    private final Layout layout;

    public Gateway(Layout layout) {
        this.layout = layout;
    }

    /**
     * Returns what a GET answers.
     *
     * @throws StackFailure when the answer is not a success, not JSON, or does not come within 15 seconds, or the login fails
     */
    public JsonNode get(String path) {
        return ask(request(path));
    }

    /** Returns what a POST of this JSON answers; fails as {@link #get} does. */
    public JsonNode post(String path, JsonNode body) {
        return ask(request(path).POST(Http.json(body)));
    }

    /** Returns what a PUT of this JSON answers; fails as {@link #get} does. */
    public JsonNode put(String path, JsonNode body) {
        return ask(request(path).PUT(Http.json(body)));
    }

    /** Returns the two sub-protocols with which the user opens the gateway's socket; good as long as a fresh token. */
    public List<String> socketProtocols() {
        String header = "quarkus-http-upgrade#Authorization#Bearer " + login();
        return List.of(
                "bearer-token-carrier",
                URLEncoder.encode(header, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private HttpRequest.Builder request(String path) {
        return Http.request(layout.url(Member.GATEWAY, path)).header("Content-Type", "application/json");
    }

    private JsonNode ask(HttpRequest.Builder request) {
        String token = TOKENS.computeIfAbsent(layout.state(), fresh -> login());
        HttpResponse<String> response = Http.exchange(with(token, request));
        if (response.statusCode() == UNAUTHORIZED) {
            TOKENS.remove(layout.state(), token);
            token = TOKENS.computeIfAbsent(layout.state(), again -> login());
            response = Http.exchange(with(token, request));
        }
        return Http.parsed(response);
    }

    private static HttpRequest with(String token, HttpRequest.Builder request) {
        return request.setHeader("Authorization", "Bearer " + token).build();
    }

    private String login() {
        Operator operator = Operator.of(layout);
        var body = Json.MAPPER.createObjectNode().put("user", operator.user()).put("password", operator.password());
        return Http.parsed(Http.exchange(
                        request("/api/auth/login").POST(Http.json(body)).build()))
                .path("accessToken")
                .asText();
    }
}
