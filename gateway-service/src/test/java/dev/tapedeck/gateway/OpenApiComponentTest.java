package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gateway publishes of its own calls. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class OpenApiComponentTest {
    private static final Set<String> MAIN_READS = Set.of(
            "GET /api/trading/sessions",
            "GET /api/trading/orders",
            "GET /api/trading/positions",
            "GET /api/trading/risk",
            "GET /api/trading/venue",
            "GET /api/trading/commands/{commandId}",
            "GET /api/trading/state",
            "GET /api/trading/status");

    private Map<String, JsonNode> operations = Map.of();

    @BeforeEach
    void readDocument() throws InterruptedException, IOException {
        Gateways.awaitReady();
        String document = given().spec(TestUsers.anonymous())
                .get("/api/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var found = new TreeMap<String, JsonNode>();
        Json.MAPPER
                .readTree(document)
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> found.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        operations = found;
    }

    @AfterEach
    void stopSessions() {
        List<String> running =
                given().spec(TestUsers.as("admin")).get("/api/trading/status").path("sessions.sessionId");
        running.forEach(id -> given().spec(TestUsers.as("admin"))
                .contentType("application/json")
                .body("{\"why\":\"test over\"}")
                .post("/api/trading/sessions/" + id + "/stop")
                .then()
                .statusCode(202));
    }

    private static JsonNode example(JsonNode part) {
        return part.path("content").path("application/json").path("example");
    }

    @Test
    void everyCallIsInTheDocumentAndNoOther() {
        Set<String> inTheCode = Endpoints.inTheCode().keySet().stream()
                .map(endpoint -> endpoint.replaceAll(":[^}]*}", "}"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(inTheCode, operations.keySet());
    }

    @Test
    void everyCallSaysWhatItIsFor() {
        operations.forEach((name, operation) ->
                assertTrue(operation.path("summary").asText().contains(" "), name + operation.path("summary")));
    }

    @Test
    void everyBodyIsAnObject() {
        operations.forEach((name, operation) -> operation
                .at("/requestBody/content")
                .forEach(body ->
                        assertEquals("object", body.path("schema").path("type").asText(), name)));
    }

    @Test
    void noCallSucceedsInTwoWays() {
        operations.forEach((name, operation) -> assertEquals(
                1,
                operation.path("responses").properties().stream()
                        .filter(answer -> answer.getKey().startsWith("2"))
                        .count(),
                name));
    }

    @Test
    void everyAnswerToAChangeHasAnExample() {
        operations.forEach((name, operation) -> operation.path("responses").properties().stream()
                .filter(answer ->
                        !name.startsWith("GET") && Set.of("200", "202").contains(answer.getKey()))
                .forEach(answer -> assertFalse(example(answer.getValue()).isMissingNode(), name + answer.getKey())));
    }

    @Test
    void theMainReadsHaveAnExampleOfTheirAnswer() {
        Set<String> shown = operations.entrySet().stream()
                .filter(operation -> !example(
                                operation.getValue().path("responses").path("200"))
                        .isMissingNode())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(shown.containsAll(MAIN_READS), shown.toString());
    }

    @Test
    void everyBodyHasAnExampleThatItsCallUnderstands() {
        operations.forEach((name, operation) -> {
            if (operation.has("requestBody")) {
                JsonNode example = example(operation.path("requestBody"));
                assertFalse(example.isMissingNode(), name);
                Response answer = send(name, example);
                assertTrue(
                        Set.of(200, 202, 204, 401, 404, 409).contains(answer.statusCode()), name + answer.asString());
            }
        });
    }

    private static Response send(String operation, JsonNode body) {
        String[] call = operation.split(" ", -1);
        String path = call[1].replace(
                        "{strategyId}", body.path("strategy").path("id").asText())
                .replaceAll("\\{[^}]*}", "none");
        return given().spec(TestUsers.as("admin"))
                .contentType("application/json")
                .body(body.toString())
                .request(call[0], path);
    }
}
