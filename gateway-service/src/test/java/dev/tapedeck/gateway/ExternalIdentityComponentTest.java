package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users of an identity provider: their tokens count, the roles in them too, and nobody logs in here. */
@QuarkusTest
@TestProfile(ExternalIdentityComponentTest.External.class)
class ExternalIdentityComponentTest {
    /** A gateway that trusts {@link IdentityProvider}. */
    public static final class External implements QuarkusTestProfile {
        /** Here and not in a resource: where nothing is said of keys when the application is built, the framework gives a test keys of its own, which count more. */
        @Override
        public Map<String, String> getConfigOverrides() {
            return IdentityProvider.settings();
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BrokerResource.class));
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

    private static int halt(String token) {
        return given().spec(TestUsers.withToken(token))
                .contentType("application/json")
                .body(
                        "{\"scope\":\"SYMBOL\",\"scopeId\":\"OUT_USDT\",\"state\":\"HALTED\",\"why\":\"x\",\"confirm\":\"HALT\"}")
                .post("/api/trading/state")
                .statusCode();
    }

    private static int read(String token) {
        return given().spec(TestUsers.withToken(token))
                .get("/api/trading/sessions")
                .statusCode();
    }

    @Test
    void theRolesOfTheProvidersTokenCount() {
        assertEquals(202, halt(IdentityProvider.token("ann", "tapedeck", "risk")));
        assertEquals(403, halt(IdentityProvider.token("bob", "tapedeck", "viewer")));
        assertEquals(200, read(IdentityProvider.token("bob", "tapedeck", "viewer")));
        assertEquals(403, read(IdentityProvider.token("eve", "tapedeck", "baker")));
        assertEquals(401, read(IdentityProvider.token("ann", "elsewhere", "admin")));
    }

    @Test
    void nobodyLogsInHere() {
        given().spec(TestUsers.anonymous())
                .contentType("application/json")
                .body(Map.of("user", "admin", "password", TestUsers.password("admin")))
                .post("/api/auth/login")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("identity provider"));
    }
}
