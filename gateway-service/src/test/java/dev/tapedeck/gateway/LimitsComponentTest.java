package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks for too much is told so, and when to come back. */
@QuarkusTest
@TestProfile(LimitsComponentTest.Tight.class)
class LimitsComponentTest {
    /** Limits that a test can reach. */
    public static final class Tight implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BrokerResource.class, Map.of("limits", "tight")));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @BeforeEach
    void awaitReadiness() throws InterruptedException {
        Gateways.awaitReady();
    }

    private static List<Response> many(int count, RequestSpecification who) {
        return IntStream.range(0, count)
                .mapToObj(i -> given().spec(who).post("/api/trading/orders/none/cancel"))
                .toList();
    }

    private static void assertToldToWait(Response refused) {
        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]\\d*"))
                .body("status", equalTo(429))
                .body("title", equalTo("Too Many Requests"));
    }

    @Test
    void aUserWhoWritesTooOftenWaitsAndOthersDoNot() {
        List<Response> answers = many(60, TestUsers.as("trader"));
        assertEquals(404, answers.getFirst().statusCode());
        assertToldToWait(answers.stream()
                .filter(answer -> answer.statusCode() != 404)
                .findFirst()
                .orElseThrow());
        assertEquals(404, many(1, TestUsers.as("admin")).getFirst().statusCode());
        given().spec(TestUsers.as("trader")).get("/api/trading/orders").then().statusCode(200);
    }

    @Test
    void aFloodOfRefusalsDoesNotFloodTheAuditTrail() {
        many(200, TestUsers.anonymous()).forEach(answer -> assertEquals(401, answer.statusCode()));
        try (var probe = new TopicProbe(BrokerResource.bootstrapServers())) {
            int audited = probe.await(Topic.AUDIT, 3, event -> event.subject().equals("anonymous"))
                    .size();
            assertTrue(audited < 100, audited + " of 200 refusals were audited");
        }
    }

    @Test
    void whoGuessesPasswordsWaits() {
        List<Response> guesses = IntStream.range(0, 12)
                .mapToObj(i -> given().spec(TestUsers.anonymous())
                        .contentType("application/json")
                        .body(Map.of("user", "viewer", "password", "guess " + i))
                        .post("/api/auth/login"))
                .toList();
        assertEquals(401, guesses.getFirst().statusCode());
        assertToldToWait(guesses.getLast());
    }
}
