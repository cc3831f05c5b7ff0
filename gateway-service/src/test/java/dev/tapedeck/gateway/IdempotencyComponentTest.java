package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is sent again with its key is not carried out again. What survives a restart is in {@code RequestKeyTest}: it is all on the log. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class IdempotencyComponentTest {
    private static final String REDUCE =
            "{\"scope\":\"SYMBOL\",\"scopeId\":\"KEY_USDT\",\"state\":\"REDUCING\",\"why\":\"once\",\"forSeconds\":60}";

    private final String key = UUID.randomUUID().toString();
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

    private static ValidatableResponse post(String role, String idempotencyKey, String path, String body) {
        return given().spec(TestUsers.as(role))
                .header("Idempotency-Key", idempotencyKey)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static String reduce(String role, String idempotencyKey) {
        return post(role, idempotencyKey, "/api/trading/state", REDUCE)
                .statusCode(202)
                .extract()
                .path("commandId");
    }

    private long commands() {
        return probe.events(Topic.COMMANDS).size();
    }

    @Test
    void theSameRequestWithTheSameKeyGetsTheFirstAnswer() {
        String first = reduce("admin", key);
        long commands = commands();
        assertEquals(first, reduce("admin", key));
        assertEquals(commands, commands());
    }

    @Test
    void requestsAtTheSameTimeMakeOneCommand() {
        long commands = commands();
        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> reduce("admin", key)))
                .toList();
        assertEquals(1, answers.stream().map(CompletableFuture::join).distinct().count());
        assertEquals(commands + 1, commands());
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        reduce("admin", key);
        long commands = commands();
        post("admin", key, "/api/trading/state", REDUCE.replace("once", "twice"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", containsString("Idempotency-Key"));
        post(
                        "admin",
                        key,
                        "/api/trading/positions/close",
                        "{\"sessionId\":\"a\",\"symbol\":\"B_C\",\"direction\":\"LONG\"}")
                .statusCode(422);
        assertEquals(commands, commands());
    }

    @Test
    void theSameKeyOfAnotherUserIsAnotherKey() {
        assertNotEquals(reduce("admin", key), reduce("risk", key));
    }

    @Test
    void aSessionThatIsStartedAgainIsTheSameOne() {
        String id = post("trader", key, "/api/trading/sessions", Bodies.SESSION)
                .statusCode(202)
                .extract()
                .path("sessionId");
        post("trader", key, "/api/trading/sessions", Bodies.SESSION)
                .statusCode(202)
                .body("sessionId", equalTo(id));
        String stopKey = key + "-stop";
        for (int i = 0; i < 2; i++) {
            post("trader", stopKey, "/api/trading/sessions/" + id + "/stop", "{\"why\":\"test over\"}")
                    .statusCode(202);
        }
        post("trader", key, "/api/trading/sessions", Bodies.SESSION)
                .statusCode(202)
                .body("sessionId", equalTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "with space", "ümlaut"})
    void whatIsNoKeyIsRefused(String wrong) {
        post("admin", wrong, "/api/trading/state", REDUCE).statusCode(400);
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        post("admin", "x".repeat(129), "/api/trading/state", REDUCE).statusCode(400);
    }
}
