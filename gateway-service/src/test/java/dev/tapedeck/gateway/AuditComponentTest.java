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
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who did what, and who was refused, on the topic {@code audit}. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class AuditComponentTest {
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

    private ActionAudited audited(Predicate<ActionAudited> matches) {
        return (ActionAudited) probe.await(Topic.AUDIT, 1, event -> matches.test((ActionAudited) event.data()))
                .getFirst()
                .data();
    }

    @Test
    void whatWasDoneNamesTheUserTheTargetAndTheCommand() {
        String commandId = given().spec(TestUsers.as("risk"))
                .contentType("application/json")
                .body(
                        "{\"scope\":\"SYMBOL\",\"scopeId\":\"AUDIT_USDT\",\"state\":\"HALTED\",\"why\":\"x\",\"confirm\":\"HALT\"}")
                .post("/api/trading/state")
                .then()
                .statusCode(202)
                .extract()
                .path("commandId");
        ActionAudited action = audited(done -> commandId.equals(done.details().get("commandIds")));
        assertEquals(
                new ActionAudited(
                        "risk",
                        "127.0.0.1",
                        "POST /api/trading/state",
                        "SYMBOL AUDIT_USDT HALTED",
                        "DONE",
                        Map.of("status", "202", "commandIds", commandId)),
                action);
        given().spec(TestUsers.as("risk"))
                .get("/api/trading/audit?user=risk&limit=1")
                .then()
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].data.user", equalTo("risk"));
    }

    @Test
    void loginsAreAuditedAndNoSecretIs() {
        String password = "a-secret-guess-of-mine";
        given().spec(TestUsers.anonymous())
                .contentType("application/json")
                .body(Map.of("user", "somebody-odd", "password", password))
                .post("/api/auth/login")
                .then()
                .statusCode(401);
        given().spec(TestUsers.anonymous())
                .contentType("application/json")
                .body("{\"user\":\"admin\",\"password\":" + password + "}")
                .post("/api/auth/login")
                .then()
                .statusCode(400);
        ActionAudited failed = audited(action -> action.target().equals("user somebody-odd"));
        assertEquals("anonymous", failed.user());
        assertEquals("REFUSED", failed.result());
        var login = new JsonPath(TestUsers.login("trader"));
        audited(action -> action.user().equals("trader") && action.action().equals("POST /api/auth/login"));
        for (var record : probe.records(Topic.AUDIT.topicName())) {
            String text = new String(record.value(), StandardCharsets.UTF_8);
            for (String secret : List.of(
                    password,
                    TestUsers.password("trader"),
                    login.getString("accessToken"),
                    login.getString("refreshToken"))) {
                assertFalse(text.contains(secret), text);
            }
        }
    }

    @Test
    void theEventsOfAUserAreCountedWithoutGaps() {
        for (int i = 0; i < 5; i++) {
            given().spec(TestUsers.as("trader")).post("/api/trading/orders/none/cancel");
        }
        List<Event<?>> events =
                probe.await(Topic.AUDIT, 5, event -> event.subject().equals("trader"));
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).sequence());
            assertEquals("audit/trader/" + (i + 1), events.get(i).id());
        }
        assertTrue(probe.records(Topic.AUDIT.topicName()).stream()
                .allMatch(record -> record.key() != null && record.key().length > 0));
    }
}
