package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How users get in, stay in and leave, and which tokens are none. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class LoginComponentTest {
    @BeforeEach
    void awaitReadiness() throws InterruptedException {
        Gateways.awaitReady();
    }

    private static ValidatableResponse post(String what, Object body) {
        return given().spec(TestUsers.anonymous())
                .contentType("application/json")
                .body(body)
                .post("/api/auth/" + what)
                .then();
    }

    private static ValidatableResponse read(String token) {
        return given().spec(TestUsers.withToken(token))
                .get("/api/trading/sessions")
                .then();
    }

    private static void assertEnded(String accessToken) {
        read(accessToken).statusCode(401).contentType("application/problem+json");
    }

    @Test
    void aLoginGivesTokensAndTellsTheRolesThatTheUserHolds() {
        var tokens = new JsonPath(TestUsers.login("risk"));
        assertEquals("risk", tokens.getString("user"));
        assertEquals(List.of("viewer", "trader", "risk"), tokens.getList("roles"));
        assertEquals(900, tokens.getInt("expiresInSeconds"));
        read(tokens.getString("accessToken")).statusCode(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefusedInTheSameWords() {
        for (String user : List.of("viewer", "nobody-here")) {
            post("login", Map.of("user", user, "password", "guess"))
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("detail", equalTo("user or password is wrong"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"user\":\"admin\"}",
                "{\"user\":1,\"password\":\"hunter2hunter2\"}",
                "{\"user\":\"admin\",\"password\":[\"hunter2hunter2\"]}",
                "{\"user\":\"admin\",\"password\":\"hunter2hunter2\",\"extra\":1}",
                "{\"user\":\"a\\nb\",\"password\":\"hunter2hunter2\"}"
            })
    void aMalformedLoginIsRefusedAndNotQuoted(String body) {
        post("login", body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body(not(containsString("hunter2")));
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsSecondUseEndsTheLogin() {
        var first = new JsonPath(TestUsers.login("viewer"));
        JsonPath second = post("refresh", Map.of("refreshToken", first.getString("refreshToken")))
                .statusCode(200)
                .body("user", equalTo("viewer"))
                .extract()
                .jsonPath();
        read(second.getString("accessToken")).statusCode(200);
        for (JsonPath used : List.of(first, second)) {
            post("refresh", Map.of("refreshToken", used.getString("refreshToken")))
                    .statusCode(401)
                    .body("detail", containsString("log in again"));
        }
        assertEnded(first.getString("accessToken"));
        assertEnded(second.getString("accessToken"));
    }

    @Test
    void aLogoutEndsTheTokensOfItsLoginOnly() {
        var ended = new JsonPath(TestUsers.login("viewer"));
        var other = new JsonPath(TestUsers.login("viewer"));
        post("logout", Map.of("refreshToken", ended.getString("refreshToken"))).statusCode(204);
        assertEnded(ended.getString("accessToken"));
        post("refresh", Map.of("refreshToken", ended.getString("refreshToken"))).statusCode(401);
        read(other.getString("accessToken")).statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("dev.tapedeck.gateway.ForgedTokens#names")
    void aTokenThatThisGatewayDidNotMakeForNowIsNone(String name) {
        read(ForgedTokens.named(name))
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("detail", equalTo("the access token is not valid, or no longer"));
    }

    @Test
    void aTokenAsTheForgedOnesButRightIsTaken() {
        read(ForgedTokens.right()).statusCode(200);
    }

    @Test
    void aTokenInAnAddressIsNone() {
        given().spec(TestUsers.anonymous())
                .get("/api/trading/sessions?access_token=" + TestUsers.token("admin") + "&token="
                        + TestUsers.token("admin"))
                .then()
                .statusCode(401);
    }

    @Test
    void healthIsAWordForEverybodyAndADetailForUsers() {
        for (String path : List.of("/health", "/health/ready")) {
            given().spec(TestUsers.anonymous())
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("status", equalTo("UP"))
                    .body("size()", equalTo(1));
        }
    }

    @Test
    void healthIsAskedDeeplyOfWhatTheGatewayOnlyDependsOnToo() {
        // No history database is here.
        given().spec(TestUsers.anonymous())
                .get("/health/deep")
                .then()
                .statusCode(503)
                .body("status", equalTo("DOWN"))
                .body("size()", equalTo(1));
        given().spec(TestUsers.as("viewer"))
                .get("/health/deep")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'log readable' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'following the log' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'history follows the log' }.status", equalTo("DOWN"));
        assertTrue(given().spec(TestUsers.withToken("nonsense"))
                        .get("/health/deep")
                        .statusCode()
                == 401);
    }
}
