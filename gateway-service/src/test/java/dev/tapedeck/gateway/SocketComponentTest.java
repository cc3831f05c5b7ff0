package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open the WebSocket, from where, how often and for how long. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class SocketComponentTest {
    @BeforeEach
    void awaitReadiness() throws InterruptedException {
        Gateways.awaitReady();
    }

    private static String carrier(String token) {
        return "bearer-token-carrier, "
                + URLEncoder.encode("quarkus-http-upgrade#Authorization#Bearer " + token, StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }

    /** Returns the status that the upgrade is answered with. */
    private static int upgrade(String path, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + RestAssured.port
                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + String.join("\r\n", headers)
                    + (headers.length == 0 ? "" : "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9));
        }
    }

    private static String protocol(String token) {
        return "Sec-WebSocket-Protocol: " + carrier(token);
    }

    @Test
    void aUserMayConnectFromTheGatewaysOwnPageOrFromNone() throws IOException {
        String token = TestUsers.token("viewer");
        assertEquals(101, upgrade("/ws", protocol(token)));
        assertEquals(101, upgrade("/ws", protocol(token), "Origin: http://127.0.0.1:" + RestAssured.port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org", "http://127.0.0.1", "null", "http://127.0.0.1.evil.org"})
    void anotherOriginMayNot(String origin) throws IOException {
        assertEquals(403, upgrade("/ws", protocol(TestUsers.token("admin")), "Origin: " + origin));
    }

    @Test
    void nobodyMayWithoutATokenOrWithOneInTheAddress() throws IOException {
        String token = TestUsers.token("admin");
        assertEquals(401, upgrade("/ws"));
        assertEquals(401, upgrade("/ws?access_token=" + token + "&token=" + token));
        assertEquals(401, upgrade("/ws", "Sec-WebSocket-Protocol: bearer-token-carrier"));
        assertEquals(401, upgrade("/ws", "Sec-WebSocket-Protocol: bearer-token-carrier, " + token));
        assertEquals(401, upgrade("/ws", "Sec-WebSocket-Protocol: something-else"));
    }

    @ParameterizedTest
    @MethodSource("dev.tapedeck.gateway.ForgedTokens#names")
    void aForgedTokenIsNone(String name) throws IOException {
        assertEquals(401, upgrade("/ws", protocol(ForgedTokens.named(name))));
    }

    @Test
    void aConnectionEndsWithItsTokenAndTheNextOneResumes() throws InterruptedException {
        String gatewayId;
        long seq;
        try (var client =
                new LiveClient(Gateways.socket(), ForgedTokens.expiring(Instant.now(), Duration.ofSeconds(4)))) {
            var snapshot = client.first("snapshot");
            gatewayId = snapshot.path("gatewayId").asText();
            seq = snapshot.path("seq").asLong();
            assertEquals(4401, client.closeCode());
        }
        try (var client = new LiveClient(Gateways.socket(), TestUsers.token("viewer"))) {
            client.resume(gatewayId, seq);
            assertEquals("heartbeat", LiveClient.type(client.next()));
        }
    }

    @Test
    void aUserMayHaveOnlySoManyConnections() {
        var open = new ArrayList<LiveClient>();
        try {
            for (int i = 0; i < 20; i++) {
                open.add(new LiveClient(Gateways.socket(), TestUsers.token("risk")));
            }
            try (var oneMore = new LiveClient(Gateways.socket(), TestUsers.token("risk"));
                    var another = new LiveClient(Gateways.socket(), TestUsers.token("trader"))) {
                assertEquals(4429, oneMore.closeCode());
                assertEquals("snapshot", LiveClient.type(another.next()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            open.forEach(LiveClient::close);
        }
        given().spec(TestUsers.as("viewer")).get("/api/trading/status").then().statusCode(200);
    }
}
