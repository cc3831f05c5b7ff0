package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.net.URI;

/** The gateway under test. */
final class Gateways {
    private Gateways() {}

    static void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (given().spec(TestUsers.anonymous()).get("/q/health/ready").statusCode() != 200) {
            assertTrue(System.nanoTime() < deadline, "the gateway must be ready within 60 s");
            Thread.sleep(50);
        }
    }

    static URI socket() {
        return URI.create("ws://127.0.0.1:" + RestAssured.port + "/ws");
    }
}
