package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions that move without the client. */
class PositionControlTest {
    private static final String OPEN = "{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"open\",\"vol\":3}";
    private static final String CLOSE = "{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"close\",\"vol\":3}";
    private static final String LIQUIDATE = "{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"liquidate\"}";

    private FaultyVenue venue;
    private VenueClient client;

    @BeforeEach
    void start() throws Exception {
        venue = new FaultyVenue(false);
        client = venue.client();
    }

    @AfterEach
    void close() {
        venue.close();
    }

    private JsonNode held() throws Exception {
        return client.getPrivate("position/open_positions", "").path("data").path(0);
    }

    @Test
    void openedPositionIsAnOrdinaryOrderWithoutAClientId() throws Exception {
        String orderId = venue.move(OPEN).path("orderId").asText();

        JsonNode order = client.getPrivate("order/get/" + orderId, "").path("data");

        assertEquals("", order.path("externalOid").asText());
        assertEquals(1, order.path("category").asInt());
        assertEquals(3, order.path("state").asInt());
        assertEquals(orderId, venue.received("").getFirst().path("orderId").asText());
    }

    @Test
    void positionThatTheClientHasGrowsWithItsOwnLeverage() throws Exception {
        venue.create("mine", VenueClient.SECRET);

        venue.move(OPEN);

        assertEquals(4, held().path("holdVol").asInt());
        assertEquals(20, held().path("leverage").asInt());
    }

    @Test
    void closingSweepsTheStopOfAnEntryAndIsPushed() throws Exception {
        client.post(
                "order/create",
                "{\"symbol\":\"BTC_USDT\",\"vol\":3,\"leverage\":20,\"side\":1,\"type\":5,\"openType\":1,"
                        + "\"externalOid\":\"mine\",\"stopLossPrice\":1,\"lossTrend\":2}");
        client.connect();
        client.login("");

        venue.move(CLOSE);

        JsonNode deal = client.await("push.personal.order.deal").path("data");
        assertEquals("", deal.path("externalOid").asText());
        assertEquals(
                2,
                client.await("push.personal.stop.planorder")
                        .path("data")
                        .path("state")
                        .asInt());
        assertEquals(
                3,
                client.await("push.personal.position")
                        .path("data")
                        .path("state")
                        .asInt());
        assertTrue(client.getPrivate("stoporder/open_orders", "").path("data").isEmpty());
    }

    @Test
    void liquidationIsPushedAndStandsInTheLedgerWithItsCategory() throws Exception {
        venue.create("mine", VenueClient.SECRET);
        client.connect();
        client.login("");

        String orderId = venue.move(LIQUIDATE).path("orderId").asText();

        JsonNode pushed = client.await("push.personal.order").path("data");
        assertEquals(orderId, pushed.path("orderId").asText());
        assertEquals(2, pushed.path("category").asInt());
        client.await("push.personal.order.deal");
        client.await("push.personal.position");
        client.await("push.personal.asset");
        JsonNode fills = client.get("/control/ledger").path("fills");
        assertEquals(2, fills.path(fills.size() - 1).path("category").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"open\"}",
                "{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"open\",\"vol\":\"many\"}",
                "{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"open\",\"vol\":0}",
                "{\"symbol\":\"BTC_USDT\",\"positionType\":3,\"action\":\"open\",\"vol\":1}",
                "{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"turn\",\"vol\":1}",
                "{\"symbol\":\"NOPE_USDT\",\"positionType\":1,\"action\":\"open\",\"vol\":1}",
                "{\"account\":\"nobody\",\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"open\",\"vol\":1}",
                CLOSE,
                LIQUIDATE
            })
    void refusesWhatItCannotDoAndSaysWhatItExpected(String body) throws Exception {
        HttpResponse<String> answer = client.control("positions", body);

        assertEquals(400, answer.statusCode());
        assertTrue(VenueClient.json(answer.body()).path("error").asText().contains("must"), answer::body);
    }
}
