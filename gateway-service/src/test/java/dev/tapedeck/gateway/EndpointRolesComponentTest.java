package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tapedeck.gateway.core.Roles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may ask for what. An endpoint that is not in the table here fails the test. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class EndpointRolesComponentTest {
    private static final String TABLE = """
            GET  /api/trading/sessions                                viewer
            GET  /api/trading/sessions/{id}                           viewer
            POST /api/trading/sessions                                trader
            POST /api/trading/sessions/{id}/stop                      trader
            PUT  /api/trading/sessions/{id}/strategies/{strategyId}   trader
            POST /api/trading/strategies/validate                     trader
            GET  /api/trading/orders                                  viewer
            GET  /api/trading/orders/{orderId}                        viewer
            POST /api/trading/orders/{orderId}/cancel                 trader
            POST /api/trading/orders/cancel                           trader
            GET  /api/trading/positions                               viewer
            POST /api/trading/positions/close                         trader
            GET  /api/trading/signals                                 viewer
            GET  /api/trading/fills                                   viewer
            GET  /api/trading/candles/{symbol}                        viewer
            GET  /api/trading/state                                   viewer
            POST /api/trading/state                                   risk
            GET  /api/trading/risk                                    viewer
            GET  /api/trading/venue                                   viewer
            GET  /api/trading/commands/{commandId:.+}                 viewer
            GET  /api/trading/status                                  viewer
            GET  /api/trading/audit                                   risk
            POST /api/trading/alerts/{alertId:.+}/acknowledge        trader
            GET  /api/trading/dead-letters                            viewer
            GET  /api/trading/history/{listing}                       viewer
            GET  /api/trading/sessions/{id}/performance               viewer
            POST /api/auth/login                                      everybody
            POST /api/auth/refresh                                    everybody
            POST /api/auth/logout                                     everybody
            GET  /health                                              everybody
            GET  /health/ready                                        everybody
            GET  /health/deep                                         everybody
            """;

    @BeforeEach
    void awaitReadiness() throws InterruptedException {
        Gateways.awaitReady();
    }

    private static Map<String, String> table() {
        var table = new TreeMap<String, String>();
        TABLE.lines().map(line -> line.split(" +", -1)).forEach(line -> table.put(line[0] + " " + line[1], line[2]));
        return table;
    }

    static Stream<String> guarded() {
        return table().entrySet().stream()
                .filter(endpoint -> !endpoint.getValue().equals(Endpoints.EVERYBODY))
                .map(Map.Entry::getKey);
    }

    @Test
    void everyEndpointIsInTheTableWithTheRoleThatItAsksFor() {
        assertEquals(table(), Endpoints.inTheCode());
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void nobodyGetsThroughWithoutAToken(String endpoint) {
        Response answer = ask(TestUsers.anonymous(), endpoint);
        answer.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .header("Cache-Control", "no-store")
                .body("status", equalTo(401))
                .body("detail", containsString("log in first"));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void everyRoleFromTheNamedOneOnGetsThroughAndNoneBelow(String endpoint) {
        int lowest = Roles.ALL.indexOf(table().get(endpoint));
        for (String role : Roles.ALL) {
            Response answer = ask(TestUsers.as(role), endpoint);
            if (Roles.ALL.indexOf(role) < lowest) {
                assertEquals(403, answer.statusCode(), role);
                answer.then().contentType("application/problem+json").body("detail", containsString("role"));
            } else {
                assertFalse(answer.statusCode() == 401 || answer.statusCode() == 403, role + answer.statusLine());
            }
        }
    }

    /** Bodies are empty objects, so that nothing is changed where the role is enough. */
    private static Response ask(RequestSpecification who, String endpoint) {
        String[] parts = endpoint.split(" ", -1);
        String path = parts[1].replaceAll("\\{[^}]*}", "none");
        RequestSpecification request = given().spec(who);
        return parts[0].equals("GET")
                ? request.get(path)
                : request.contentType("application/json").body("{}").request(parts[0], path);
    }
}
