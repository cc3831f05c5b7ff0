package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.AuditEvent.ActionAudited;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trader has a strategy checked before a session trades it. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class StrategyComponentTest {
    private static final String VALIDATE = "/api/trading/strategies/validate";

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

    private static ValidatableResponse post(String role, String path, String body) {
        return given().spec(TestUsers.as(role))
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static List<Map<String, String>> errors(String path, String body) {
        return post("trader", path, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .extract()
                .path("errors");
    }

    @Test
    void aStrategyThatASessionWouldTakeIsValid() {
        post("trader", VALIDATE, Bodies.STRATEGY)
                .statusCode(200)
                .body("valid", equalTo(true))
                .body("id", equalTo("pump"))
                .body("version", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "id":"pump"            | "id":""
                    "leverage":2,          | "leverage":40,
                    "notional":"300"       | "sizing":{"kind":"MOON"}
                    "pump_magnitude_300"   | "moon_phase_28"
                    "value":2.5            | "value":"2.5"
                    "E1":                  | "E7":
                    "version":1,           | "colour":"red",
                    """)
    void whatIsWrongIsSaidAsTheStartOfASessionSaysIt(String part, String wrong) {
        assertTrue(Bodies.STRATEGY.contains(part), part);
        List<Map<String, String>> byStart = errors("/api/trading/sessions", Bodies.SESSION.replace(part, wrong));
        List<Map<String, String>> own = errors(VALIDATE, Bodies.STRATEGY.replace(part, wrong));
        assertFalse(own.isEmpty());
        byStart.forEach(error -> error.computeIfPresent("path", (name, path) -> path.replace(".strategies[0]", "")));
        assertEquals(byStart, own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"id\":", "null"})
    void whatIsNoDefinitionIsRefused(String body) {
        post("trader", VALIDATE, body).statusCode(400).contentType("application/problem+json");
    }

    private static boolean isOfACheck(Event<?> event) {
        return event.data() instanceof ActionAudited action && action.action().endsWith(VALIDATE);
    }

    private static boolean isForbidden(Event<?> event) {
        return isOfACheck(event)
                && event.data() instanceof ActionAudited action
                && "403".equals(action.details().get("status"));
    }

    private int audited(Predicate<Event<?>> matches) {
        return (int) probe.events(Topic.AUDIT).stream().filter(matches).count();
    }

    @Test
    void aCheckIsNoActionForTheAuditTrailButWhoMayNotAskIsOne() {
        int before = audited(StrategyComponentTest::isOfACheck);
        int forbidden = audited(StrategyComponentTest::isForbidden);
        post("trader", VALIDATE, Bodies.STRATEGY).statusCode(200);
        post("trader", VALIDATE, "{}").statusCode(400);
        post("viewer", VALIDATE, Bodies.STRATEGY).statusCode(403);
        probe.await(Topic.AUDIT, forbidden + 1, StrategyComponentTest::isForbidden);
        assertEquals(before + 1, audited(StrategyComponentTest::isOfACheck));
    }
}
