package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.play.Pace;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.simulator.tape.Scenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client can find out afterwards: orders, positions, funding and stops, two tape seconds before a settlement. */
class VenueHistoryTest {
    private static final long SETTLEMENT = 1_767_225_600_000L + 8 * 3_600_000L;
    private static final int MOST_STEPS = 20_000;

    private Venue venue;
    private VenueClient client;

    @BeforeEach
    void start() throws Exception {
        venue = Venue.start(new VenueOptions(
                "127.0.0.1",
                0,
                Recordings.ofScenario(Scenario.FLAT, List.of("BTC_USDT"), 7),
                SETTLEMENT - 2_000,
                null,
                Pace.parse("lockstep"),
                true,
                List.of(new ApiKey(VenueClient.KEY, VenueClient.SECRET, new BigDecimal("10000"))),
                false,
                false,
                1000));
        client = new VenueClient(venue.port());
    }

    @AfterEach
    void close() {
        client.close();
        venue.close();
    }

    private JsonNode rows(String path, String query) throws Exception {
        return client.getPrivate(path, query).path("data");
    }

    private void enterWithStop(String externalOid, BigDecimal stopLoss) throws Exception {
        JsonNode created = client.post(
                "order/create",
                "{\"symbol\":\"BTC_USDT\",\"vol\":5,\"leverage\":20,\"side\":1,\"type\":5,\"openType\":1,"
                        + "\"externalOid\":\"%s\",\"stopLossPrice\":%s,\"lossTrend\":2}"
                                .formatted(externalOid, stopLoss.toPlainString()));
        assertEquals(0, created.path("code").asInt(), created::toString);
    }

    /** Just below what an entry pays and below the fair price, so that a stop there is valid and soon reached. */
    private BigDecimal justBelow() throws Exception {
        JsonNode ticker = client.get("/api/v1/contract/ticker?symbol=BTC_USDT").path("data");
        return ticker.path("fairPrice")
                .decimalValue()
                .min(ticker.path("ask1").decimalValue())
                .multiply(new BigDecimal("0.9999"))
                .setScale(0, RoundingMode.DOWN);
    }

    @Test
    void ordersAreFoundByCategoryAndById() throws Exception {
        client.createMarket(1, 5, "mine");
        String liquidation = VenueClient.json(client.control(
                                "positions", "{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"liquidate\"}")
                        .body())
                .path("orderId")
                .asText();

        JsonNode ordinary = rows("order/list/history_orders", "category=1");
        JsonNode takenOver = rows("order/list/history_orders", "category=2");

        assertEquals(1, ordinary.size());
        assertEquals("mine", ordinary.path(0).path("externalOid").asText());
        assertEquals(1, takenOver.size());
        assertEquals(liquidation, takenOver.path(0).path("orderId").asText());
        assertEquals(takenOver, rows("order/list/history_orders", "orderId=" + liquidation));
    }

    @Test
    void closedPositionStandsInTheHistoryWithItsPricesAndResult() throws Exception {
        client.createMarket(1, 5, "in");
        client.createMarket(4, 5, "out");

        JsonNode closed = rows("position/list/history_positions", "symbol=BTC_USDT");

        assertEquals(1, closed.size());
        JsonNode position = closed.path(0);
        assertEquals(3, position.path("state").asInt());
        assertEquals(5, position.path("closeVol").asInt());
        assertEquals(0, position.path("holdVol").asInt());
        assertTrue(position.path("closeAvgPrice").decimalValue().signum() > 0);
        assertEquals("CLOSED", position.path("positionShowStatus").asText());
        assertTrue(rows("position/list/history_positions", "type=2").isEmpty());
    }

    @Test
    void fundingThatWasPaidIsFoundByPositionSideAndTime() throws Exception {
        client.createMarket(1, 5, "mine");
        while (client.step().path("tapeTime").asLong() < SETTLEMENT) {
            // until the settlement
        }

        JsonNode records = rows("position/funding_records", "symbol=BTC_USDT");

        assertEquals(1, records.path("totalCount").asInt());
        JsonNode row = records.path("resultList").path(0);
        assertEquals(SETTLEMENT, row.path("settleTime").asLong());
        assertTrue(row.path("funding").decimalValue().signum() < 0, row::toString);
        assertEquals(
                0,
                rows("position/funding_records", "position_type=2")
                        .path("totalCount")
                        .asInt());
        assertEquals(
                0,
                rows("position/funding_records", "start_time=" + (SETTLEMENT + 1))
                        .path("totalCount")
                        .asInt());
    }

    @Test
    void attachedStopIsOpenAndCanBeCancelled() throws Exception {
        enterWithStop("mine", BigDecimal.ONE);
        JsonNode open = rows("stoporder/open_orders", "").path(0);
        assertEquals(5, open.path("vol").asInt());

        JsonNode answer = client.post(
                "stoporder/cancel", "[{\"stopPlanOrderId\":" + open.path("id").asLong() + "}]");

        assertEquals(0, answer.path("code").asInt());
        assertTrue(rows("stoporder/open_orders", "").isEmpty());
        assertEquals(2, rows("stoporder/list/orders", "").path(0).path("state").asInt());
        assertEquals(
                5, rows("position/open_positions", "").path(0).path("holdVol").asInt());
    }

    @Test
    void stopThatTriggersNamesTheOrderInTheHistoryThatClosedThePosition() throws Exception {
        BigDecimal stopLoss = justBelow();
        enterWithStop("mine", stopLoss);
        int steps = 0;
        while (!rows("position/open_positions", "").isEmpty()) {
            assertTrue(++steps < MOST_STEPS, "the price must come down to " + stopLoss);
            client.step();
        }

        JsonNode stop = rows("stoporder/list/orders", "").path(0);
        JsonNode closing = rows("order/list/history_orders", "").path(0);

        assertEquals(3, stop.path("state").asInt());
        assertEquals(2, stop.path("triggerSide").asInt());
        assertEquals(stop.path("placeOrderId"), closing.path("orderId"));
        assertEquals(4, closing.path("side").asInt());
        assertEquals(1, closing.path("category").asInt());
        assertEquals("", closing.path("externalOid").asText());
        assertEquals(
                stop.path("positionId").asLong(), closing.path("positionId").asLong());
    }
}
