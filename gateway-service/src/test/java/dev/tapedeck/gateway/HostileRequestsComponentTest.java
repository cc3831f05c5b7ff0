package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.AuditEvent.ActionAudited;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody sends who means harm: each is refused in the same form, changes nothing, shows nothing of the inside, and is on the audit trail. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class HostileRequestsComponentTest {
    /** Sends paths and bodies as they are, and prints none of them. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TopicProbe probe;

    @BeforeEach
    void awaitReadiness() throws InterruptedException {
        probe = new TopicProbe(BrokerResource.bootstrapServers());
        Gateways.awaitReady();
    }

    @AfterEach
    void close() {
        probe.close();
    }

    record Hostile(String who, String method, String path, String type, String body, int status) {
        /** What no endpoint takes is refused before anybody asks who it is. */
        boolean isRefusedUnread() {
            return who.isEmpty() || status == 405 || status == 415 || path.endsWith("/nothing-here");
        }

        @Override
        public String toString() {
            String shown = body.length() < 40 ? body : body.substring(0, 40) + "...";
            return method + " " + path + " " + shown;
        }
    }

    private static final String JSON = "application/json";
    private static final String STATE = "/api/trading/state";
    private static final String START = "/api/trading/sessions";
    private static final String CLOSE = "/api/trading/positions/close";

    private static Hostile post(String path, String body, int status) {
        return new Hostile("admin", "POST", path, JSON, body, status);
    }

    private static Hostile halt(String who, int status) {
        String body = "{\"scope\":\"GLOBAL\",\"state\":\"HALTED\",\"why\":\"x\",\"confirm\":\"HALT\"}";
        return new Hostile(who, "POST", STATE, JSON, body, status);
    }

    private static String text(String name, String value) {
        return "{\"sessionId\":\"s1\",\"symbol\":\"BTC_USDT\",\"direction\":\"LONG\",\"" + name + "\":" + value + "}";
    }

    static Stream<Hostile> hostile() {
        return Stream.of(
                // wrong types
                post(STATE, "[]", 400),
                post(STATE, "null", 400),
                post(STATE, "\"HALTED\"", 400),
                post(STATE, "{\"scope\":1,\"state\":{},\"why\":[]}", 400),
                post(STATE, "{\"scope\":\"GLOBAL\",\"state\":\"HALTED\",\"why\":\"x\",\"confirm\":true}", 400),
                post(START, "{\"mode\":{},\"symbols\":\"BTC_USDT\",\"strategies\":7,\"initialBalanceUsdt\":[]}", 400),
                post(CLOSE, text("quantity", "1e400"), 400),
                post(CLOSE, text("quantity", "-1"), 400),
                post(CLOSE, text("quantity", "99999999999999999999999"), 400),
                post(CLOSE, text("quantity", "\"1\""), 400),
                post(CLOSE, "{\"sessionId\":\"s1\",\"sessionId\":\"s2\"}", 400),
                // huge and deep
                post(STATE, "[".repeat(100_000), 400),
                post(STATE, "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000), 400),
                post(STATE, "{\"scope\":\"GLOBAL\",\"state\":\"ACTIVE\",\"why\":\"" + "x".repeat(600) + "\"}", 400),
                post(START, "{\"symbols\":[" + "\"BTC_USDT\",".repeat(20_000) + "\"A\"]}", 400),
                post(CLOSE, text("quantity", "9".repeat(100_000)), 400),
                // injection
                post(
                        STATE,
                        "{\"scope\":\"SYMBOL\",\"scopeId\":\"'; DROP TABLE ticks; --\",\"state\":\"ACTIVE\",\"why\":\"x\"}",
                        400),
                post(
                        STATE,
                        "{\"scope\":\"SESSION\",\"scopeId\":\"../../etc/passwd\",\"state\":\"ACTIVE\",\"why\":\"x\"}",
                        400),
                post(STATE, "{\"scope\":\"GLOBAL\",\"state\":\"ACTIVE\",\"why\":\"a\\u0000b\"}", 400),
                post(STATE, "{\"scope\":\"GLOBAL\",\"state\":\"ACTIVE\",\"why\":\"line\\nline\"}", 400),
                post(STATE, "{\"scope\":\"GLOBAL\",\"state\":\"ACTIVE\",\"why\":\"x\",\"__proto__\":{}}", 400),
                post(CLOSE, text("direction", "\"${jndi:ldap://x/y}\""), 400),
                post(CLOSE, text("@class", "\"java.lang.Runtime\""), 400),
                post("/api/trading/orders/%27%20OR%20%271%27=%271/cancel", "", 404),
                post("/api/trading/orders/%3Cscript%3Ealert(1)%3C%2Fscript%3E/cancel", "", 404),
                post("/api/trading/orders/..%2F..%2Fsessions/cancel", "", 404),
                post("/api/trading/sessions/%00/stop", "{\"why\":\"x\"}", 404),
                post("/api/trading/sessions/%0d%0aSet-Cookie:a=b/stop", "{\"why\":\"x\"}", 404),
                // what belongs to others, or to nobody
                post("/api/trading/sessions/s-of-somebody/stop", "{\"why\":\"x\"}", 404),
                post(CLOSE, "{\"sessionId\":\"s-of-somebody\",\"symbol\":\"BTC_USDT\",\"direction\":\"LONG\"}", 409),
                post("/api/trading/orders/o-past/cancel", "", 409),
                // not confirmed, not JSON, not there
                post(STATE, "{\"scope\":\"GLOBAL\",\"state\":\"HALTED\",\"why\":\"x\"}", 400),
                post(STATE, "{\"scope\":\"GLOBAL\",\"state\":\"HALTED\",\"why\":\"x\",\"confirm\":\"halt\"}", 400),
                post(
                        STATE,
                        "{\"scope\":\"GLOBAL\",\"state\":\"HALTED\",\"flatten\":true,\"why\":\"x\",\"confirm\":\"HALT\"}",
                        400),
                new Hostile(
                        "admin",
                        "POST",
                        STATE,
                        "application/xml",
                        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
                        415),
                new Hostile(
                        "admin", "POST", STATE, "application/x-www-form-urlencoded", "scope=GLOBAL&state=HALTED", 415),
                new Hostile("admin", "DELETE", START, JSON, "", 405),
                new Hostile("admin", "PATCH", STATE, JSON, "{}", 405),
                post("/api/trading/nothing-here", "{}", 404),
                // not allowed
                halt("", 401),
                halt("viewer", 403),
                halt("trader", 403));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isRefusedChangesNothingAndIsAudited(Hostile hostile) throws IOException, InterruptedException {
        long changed = changes();
        long audited = audits(hostile);
        HttpResponse<String> answer = send(hostile);
        assertEquals(hostile.status, answer.statusCode(), answer.body());
        assertEquals(
                Optional.of("application/problem+json"),
                answer.headers().firstValue("Content-Type").map(type -> type.replaceFirst(";.*", "")));
        assertEquals(Optional.empty(), answer.headers().firstValue("Set-Cookie"));
        assertTrue(answer.body().contains("\"status\":" + hostile.status), answer.body());
        assertSilentAboutTheInside(answer.body());
        assertEquals(changed, changes());
        probe.await(Topic.AUDIT, (int) audited + 1, event -> isOf(hostile, (ActionAudited) event.data()));
    }

    private static void assertSilentAboutTheInside(String body) {
        for (String inside : List.of("Exception", "dev.tapedeck", "\tat ")) {
            assertFalse(body.contains(inside), body);
        }
    }

    private static HttpResponse<String> send(Hostile hostile) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(hostile.path))
                .header("Content-Type", hostile.type)
                .method(hostile.method, HttpRequest.BodyPublishers.ofString(hostile.body));
        if (!hostile.who.isEmpty()) {
            request.header("Authorization", "Bearer " + TestUsers.token(hostile.who));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + path);
    }

    private long changes() {
        return (long) probe.events(Topic.COMMANDS).size()
                + probe.events(Topic.SESSIONS).size();
    }

    private long audits(Hostile hostile) {
        return probe.events(Topic.AUDIT).stream()
                .filter(event -> isOf(hostile, (ActionAudited) event.data()))
                .count();
    }

    private static boolean isOf(Hostile hostile, ActionAudited action) {
        return action.user().equals(hostile.isRefusedUnread() ? "anonymous" : hostile.who)
                && action.address().equals("127.0.0.1")
                && action.action().startsWith(hostile.method + " /api/trading/")
                && action.result().equals("REFUSED")
                && Integer.toString(hostile.status).equals(action.details().get("status"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/trading/orders?limit=-1,400",
        "/api/trading/orders?limit=99999999999999999999,400",
        "/api/trading/orders?limit=1%3BDROP,400",
        "/api/trading/orders?symbol=%27%20OR%201=1,400",
        "/api/trading/orders?state=%3Cscript%3E,400",
        "/api/trading/candles/..%2F..%2Fetc%2Fpasswd,400",
        "/api/trading/candles/BTC_USDT?interval=1m%0d%0aX:y,400",
        "/api/trading/audit?limit=0,400",
        "/api/trading/commands/%27%20OR%20%271%27=%271,404",
        "/api/trading/commands/..%2F..%2Fetc%2Fpasswd?waitSeconds=20,404",
        "/api/trading/commands/any?waitSeconds=99999999999999999999,400",
        "/api/trading/sessions/%252e%252e,404",
        "/api/../q/nothing,404"
    })
    void aHostileReadIsRefusedInTheSameForm(String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(new Hostile("admin", "GET", path, JSON, "", status));
        assertEquals(status, answer.statusCode(), answer.body());
        assertSilentAboutTheInside(answer.body());
    }

    @Test
    void anInjectionInAQueryMatchesNothing() {
        given().spec(TestUsers.as("viewer"))
                .queryParam("sessionId", "' OR '1'='1")
                .get("/api/trading/orders")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
    }

    @Test
    void aBodyAboveTheLimitIsRefusedBeforeItIsRead() throws IOException {
        long changed = changes();
        assertEquals(
                413,
                statusOf("POST " + STATE + " HTTP/1.1\r\nContent-Type: " + JSON + "\r\nAuthorization: Bearer "
                        + TestUsers.token("admin") + "\r\nContent-Length: " + ((1 << 20) + 1)));
        assertEquals(changed, changes());
    }

    @Test
    void anAddressAboveTheLimitIsRefused() throws IOException {
        assertEquals(414, statusOf("GET /" + "x".repeat(20_000) + " HTTP/1.1"));
    }

    @Test
    void headersAboveTheLimitAreRefused() throws IOException {
        assertEquals(431, statusOf("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000)));
    }

    private static int statusOf(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            String request = head + "\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
        }
    }

    @Test
    void anotherOriginGetsNoCorsHeaders() {
        given().spec(TestUsers.as("viewer"))
                .header("Origin", "https://evil.example.org")
                .get("/api/trading/sessions")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(null));
    }
}
