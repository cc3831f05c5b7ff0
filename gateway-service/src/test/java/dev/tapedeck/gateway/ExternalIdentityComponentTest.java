package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

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
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(BrokerResource.class, Map.of("identity", "external")));
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
