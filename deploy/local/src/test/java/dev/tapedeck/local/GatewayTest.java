package dev.tapedeck.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tapedeck.contracts.codec.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {
    @TempDir
    Path state;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger logins = new AtomicInteger();
    private volatile String good = "token-1";
    private HttpServer server;
    private Layout layout;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        layout = new Layout(state, state, server.getAddress().getPort());
        Files.createDirectories(layout.gatewayDirectory());
        Files.writeString(layout.operatorFile(), "{\"user\":\"admin\",\"password\":\"secret\"}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = http.getRequestHeaders().getFirst("Authorization");
        asked.add(http.getRequestMethod() + " " + http.getRequestURI() + " " + token + " " + body);
        boolean isLogin = http.getRequestURI().getPath().equals("/api/auth/login");
        int status = isLogin || ("Bearer " + good).equals(token) ? 200 : 401;
        if (isLogin) {
            logins.incrementAndGet();
        }
        byte[] answer = (status == 401 ? "{\"detail\":\"no\"}" : "{\"accessToken\":\"token-" + logins + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(status, answer.length);
        http.getResponseBody().write(answer);
        http.close();
    }

    @Test
    void logsInOnceForManyRequests() {
        var gateway = new Gateway(layout);
        gateway.get("/a");
        new Gateway(layout).post("/b", Json.MAPPER.createObjectNode().put("x", 1));
        assertEquals(
                List.of(
                        "POST /api/auth/login null {\"user\":\"admin\",\"password\":\"secret\"}",
                        "GET /a Bearer token-1 ",
                        "POST /b Bearer token-1 {\"x\":1}"),
                asked);
    }

    @Test
    void logsInAgainWhenTheTokenIsNoLongerTaken() {
        var gateway = new Gateway(layout);
        gateway.get("/a");
        good = "token-2";
        gateway.get("/b");
        assertEquals(2, logins.get());
        assertEquals("GET /b Bearer token-2 ", asked.getLast());
    }

    @Test
    void saysWhatTheGatewayRefusesAndNotThePassword() {
        good = "none";
        String message = String.valueOf(assertThrows(StackFailure.class, () -> new Gateway(layout).get("/a"))
                .getMessage());
        assertTrue(message.contains("answered 401 no"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void saysWhereThePasswordShouldBe() throws IOException {
        Files.delete(layout.operatorFile());
        String message = String.valueOf(assertThrows(StackFailure.class, () -> new Gateway(layout).get("/a"))
                .getMessage());
        assertTrue(message.contains(layout.operatorFile().toString()), message);
    }
}
