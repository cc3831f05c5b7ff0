package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a viewer reads of the risk of a session. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class RiskComponentTest {
    private static final String RISK = "/api/trading/risk?sessionId=s-risk";

    private static void writeAccount() {
        Symbol symbol = Symbol.of("RISK_USDT");
        var story = new Story("s-risk", symbol.name());
        var signal = story.entrySignal(story.indicators(story.trade("101", 5, Story.START), 2.5));
        try (var probe = new TopicProbe(BrokerResource.bootstrapServers())) {
            for (var data : List.of(
                    new SessionChanged(
                            "s-risk",
                            SessionEvent.Mode.PAPER,
                            SessionEvent.State.STOPPED,
                            List.of(symbol),
                            List.of(),
                            Usdt.of(10_000),
                            RiskLimits.DEFAULTS,
                            "over"),
                    new AccountOpened("s-risk", Usdt.of(10_000), RiskLimits.DEFAULTS, List.of(symbol), null),
                    new EquityMarked(
                            "s-risk",
                            LocalDate.of(2026, 11, 23),
                            Usdt.of(10_000),
                            Usdt.of(10_000),
                            Usdt.of("9999.5")))) {
                probe.write("s-risk", story.event("s-risk", Story.START, null, data));
            }
            probe.write("s-risk", story.approved("o-risk", signal));
        }
    }

    @Test
    void aViewerReadsWhatASessionMayStillRisk() throws InterruptedException {
        Gateways.awaitReady();
        writeAccount();
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (given().spec(TestUsers.as("viewer"))
                .get(RISK)
                .jsonPath()
                .getList("lastEntry.id")
                .isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "the gateway must show the account within 30 s");
        }
        given().spec(TestUsers.as("viewer"))
                .get(RISK)
                .then()
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("[0].equity", equalTo("10000"))
                .body("[0].reserved", equalTo("51"))
                .body("[0].free", equalTo("9949"))
                .body("[0].marked.drawdown", equalTo("0.5"))
                .body("[0].exposures[0].ordered", equalTo("101"))
                .body("[0].uses.find { it.limit == 'maxPositionNotional' }.used", equalTo("101"))
                .body("[0].uses.find { it.limit == 'maxPositionNotional' }.share", equalTo(0.101f))
                .body("[0].budgets[0].free", equalTo("949"))
                .body("[0].lastEntry.data.checks[0].check", equalTo("LEVERAGE"));
    }

    @Test
    void aSessionThatIsNotThereHasNoRisk() throws InterruptedException {
        Gateways.awaitReady();
        given().spec(TestUsers.as("viewer"))
                .get("/api/trading/risk?sessionId=none")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
    }
}
