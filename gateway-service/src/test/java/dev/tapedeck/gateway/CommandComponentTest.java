package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client asks what became of what it asked for, and may wait for it. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class CommandComponentTest {
    private static final Map<Service, Topic> CELLS =
            Map.of(Service.STRATEGY, Topic.INDICATORS, Service.RISK, Topic.SIGNALS, Service.ORDER, Topic.ORDERS);

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

    private static String ask(String path, String body, String name) {
        return given().spec(TestUsers.as("admin"))
                .contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(202)
                .extract()
                .path(name);
    }

    private static String reduce(String symbol) {
        return ask(
                "/api/trading/state",
                "{\"scope\":\"SYMBOL\",\"scopeId\":\"" + symbol + "\",\"state\":\"REDUCING\",\"why\":\"test\"}",
                "commandId");
    }

    private static ValidatableResponse outcome(String commandId, String waitSeconds) {
        return given().spec(TestUsers.as("viewer"))
                .urlEncodingEnabled(false)
                .get("/api/trading/commands/" + commandId + "?waitSeconds=" + waitSeconds)
                .then();
    }

    private void write(Event<?> event) {
        probe.write(event.subject(), event);
    }

    private void obey(String commandId, String symbol) {
        var story = new Story("s-obey", symbol);
        var changed = new TradingStateChanged(Scope.SYMBOL, symbol, State.REDUCING, false, "admin", "test", null);
        Event<?> decision = story.event("SYMBOL/" + symbol, Instant.now(), commandId, changed);
        write(decision);
        CELLS.forEach((service, topic) -> {
            for (int cell = 0; cell < topic.partitions(); cell++) {
                var said = TradingStateAcknowledged.of(service.id(), cell, decision, changed);
                write(story.event(said.subject(), Instant.now(), decision.id(), said));
            }
        });
    }

    @Test
    void whatNobodyDecidedYetIsPending() {
        String id = reduce("PENDING_USDT");
        outcome(id, "0")
                .statusCode(200)
                .body("commandId", equalTo(id))
                .body("state", equalTo("PENDING"))
                .body("command.type", equalTo("SetTradingState.v1"))
                .body("events.size()", equalTo(0));
    }

    @Test
    void whoWaitsForATradingStateIsAnsweredWhenAllCellsObeyIt() {
        String id = reduce("OBEYED_USDT");
        var answer = CompletableFuture.supplyAsync(() -> outcome(id, "20"));
        obey(id, "OBEYED_USDT");
        answer.join()
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("events[0].causationid", equalTo(id))
                .body("obedience.obeying", equalTo(12))
                .body("obedience.cells", equalTo(12));
    }

    @Test
    void aSessionThatWasStartedAndStoppedIsDone() {
        String started = ask("/api/trading/sessions", Bodies.SESSION, "commandId");
        String sessionId = outcome(started, "20")
                .body("state", equalTo("DONE"))
                .body("events[0].data.state", equalTo("RUNNING"))
                .extract()
                .path("events[0].data.sessionId");
        String stopped = ask("/api/trading/sessions/" + sessionId + "/stop", "{\"why\":\"test over\"}", "commandId");
        outcome(stopped, "20").body("state", equalTo("DONE")).body("events[0].data.state", equalTo("STOPPED"));
    }

    @Test
    void aCommandThatIsNotThereIsRefused() {
        outcome("trading-state/none", "20")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("trading-state/none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "-1", "soon", "0.5"})
    void aWaitThatIsNoneIsRefused(String waitSeconds) {
        outcome("any", waitSeconds).statusCode(400).body("errors[0].path", equalTo("?waitSeconds"));
    }
}
