package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a viewer reads of the venue and of the orders that wait for it. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class VenueComponentTest {
    private static final String VENUE = "/api/trading/venue";

    private static void writeOutage() {
        var story = new Story("s-away", "AWAY_USDT");
        Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 5, Story.START), 2.5));
        Event<?> approved = story.approved("o-away", signal);
        Event<?> intended = story.intended("o-away", approved);
        var away = new VenueStatusChanged("mexc", Breaker.OPEN, 40, 17, false, "5 failures");
        try (var probe = new TopicProbe(BrokerResource.bootstrapServers())) {
            List.of(
                            story.event("mexc", Story.START, null, away),
                            approved,
                            intended,
                            story.queued("o-away", intended, Story.START, QueueCause.BREAKER_OPEN, 300_000))
                    .forEach(event -> probe.write(Story.key(event), event));
        }
    }

    private static boolean isShown(JsonPath venue) {
        return venue.getList("venues.venue").contains("mexc")
                && venue.getList("orders.orderId").contains("o-away");
    }

    @Test
    void aViewerReadsTheBreakerAndTheOrdersThatWaitForIt() throws InterruptedException {
        Gateways.awaitReady();
        writeOutage();
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!isShown(given().spec(TestUsers.as("viewer")).get(VENUE).jsonPath())) {
            assertTrue(System.nanoTime() < deadline, "the gateway must show the venue and the order within 30 s");
        }
        given().spec(TestUsers.as("viewer"))
                .get(VENUE)
                .then()
                .statusCode(200)
                .body("serverTime", notNullValue())
                .body("venues[0].venue", equalTo("mexc"))
                .body("venues[0].breaker", equalTo("OPEN"))
                .body("venues[0].breakerSince", equalTo(Story.START.toString()))
                .body("venues[0].privateStreamUp", equalTo(false))
                .body("venues[0].clockSkewMillis", equalTo(17))
                .body("waiting", greaterThanOrEqualTo(1))
                .body("orders.find { it.orderId == 'o-away' }.purpose", equalTo("ENTRY"))
                .body("orders.find { it.orderId == 'o-away' }.cause", equalTo("BREAKER_OPEN"))
                .body("orders.find { it.orderId == 'o-away' }.ageMillis", notNullValue());
    }
}
