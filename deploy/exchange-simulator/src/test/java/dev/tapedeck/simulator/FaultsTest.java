package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.play.Pace;
import dev.tapedeck.simulator.tape.Scenario;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong when it is told to, over real loopback HTTP and WebSocket. */
class FaultsTest {
    private static final int OPEN_LONG = 1;
    private static final int UNCOMPLETED = 2;
    private static final int LIQUIDATION = 2;

    private Venue venue;
    private VenueClient client;

    @BeforeEach
    void start() throws Exception {
        venue = VenueProtocolTest.venue(Scenario.FLAT, Pace.parse("lockstep"), false);
        client = new VenueClient(venue.port());
    }

    @AfterEach
    void close() {
        client.close();
        venue.close();
    }

    @Test
    void aLostAcknowledgementLeavesAnOrderBehind() throws Exception {
        arm("{\"kind\":\"lose-ack\",\"count\":1}");
        assertThrows(IOException.class, () -> client.createMarket(OPEN_LONG, 1, "lost"));
        assertEquals(3, order("lost").path("state").asInt());
        assertEquals(0, client.createMarket(OPEN_LONG, 1, "next").path("code").asInt());
        assertEquals(1, struck("lose-ack"));
    }

    @Test
    void aLostRequestLeavesNothingBehind() throws Exception {
        arm("{\"kind\":\"lose-request\",\"count\":1}");
        assertThrows(IOException.class, () -> client.createMarket(OPEN_LONG, 1, "lost"));
        assertTrue(order("lost").isMissingNode());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerErrorHidesWhetherTheOrderWasTaken(boolean processed) throws Exception {
        arm("{\"kind\":\"server-error\",\"count\":1,\"status\":502,\"processed\":" + processed + "}");
        assertEquals(502, create("hidden").statusCode());
        assertEquals(!processed, order("hidden").isMissingNode());
        assertEquals(200, create("next").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"rate-limited, 510, 200", "maintenance, 500, 200"})
    void nothingIsProcessedWhileTheVenueWantsNoCalls(String kind, int code, int status) throws Exception {
        arm("{\"kind\":\"" + kind + "\",\"forMillis\":60000}");
        HttpResponse<String> answer = create("refused");
        assertEquals(status, answer.statusCode());
        assertEquals(code, VenueClient.json(answer.body()).path("code").asInt());
        clear();
        assertTrue(order("refused").isMissingNode());
    }

    @Test
    void theEdgeForbids() throws Exception {
        arm("{\"kind\":\"forbidden\",\"count\":1}");
        assertEquals(403, create("refused").statusCode());
        assertTrue(order("refused").isMissingNode());
    }

    @Test
    void questionsFailAndOrdersGo() throws Exception {
        arm("{\"kind\":\"read-error\",\"forMillis\":60000}");
        assertEquals(0, client.createMarket(OPEN_LONG, 1, "taken").path("code").asInt());
        assertTrue(client.getPrivateText("account/assets", "").startsWith("<html>"));
    }

    @Test
    void theNextOrdersAreRefusedWithTheCode() throws Exception {
        arm("{\"kind\":\"reject\",\"count\":1,\"code\":2005}");
        assertEquals(
                2005, client.createMarket(OPEN_LONG, 1, "refused").path("code").asInt());
        assertEquals(0, client.createMarket(OPEN_LONG, 1, "taken").path("code").asInt());
    }

    @Test
    void aMovedClockShowsInItsTimeAndRefusesWhatIsSignedByTheRealOne() throws Exception {
        arm("{\"kind\":\"clock-skew\",\"millis\":-20000,\"forMillis\":60000}");
        long shown = client.get("/api/v1/contract/ping").path("data").asLong();
        assertTrue(Math.abs(System.currentTimeMillis() - 20_000 - shown) < 5_000, () -> "shown " + shown);
        assertEquals(
                513, client.createMarket(OPEN_LONG, 1, "refused").path("code").asInt());
    }

    @Test
    void answersComeLateAndPushesDoNot() throws Exception {
        connect();
        arm("{\"kind\":\"latency\",\"millis\":30000,\"forMillis\":60000}");
        var late = client.sendLater("order/create", body("late"));
        client.await("push.personal.order");
        assertFalse(late.isDone());
    }

    @Test
    void duringAnOutageNobodyListensAndAfterItTheSamePortAnswers() throws Exception {
        connect();
        arm("{\"kind\":\"outage\",\"forMillis\":300}");
        int refused = 0;
        while (true) {
            try {
                if (client.get("/control/status").path("symbols").size() == 2 && refused > 0) {
                    break;
                }
            } catch (IOException cutOff) {
                refused++;
            }
        }
        assertEquals(1, struck("outage"));
    }

    @Test
    void aSilentPrivateStreamAnswersPings() throws Exception {
        connect();
        arm("{\"kind\":\"silent-private\",\"forMillis\":60000}");
        client.createMarket(OPEN_LONG, 1, "unseen");
        assertEquals(List.of(), channels());
    }

    @Test
    void everyFrameComesTwice() throws Exception {
        connect();
        arm("{\"kind\":\"duplicate-frames\",\"forMillis\":60000}");
        client.createMarket(OPEN_LONG, 1, "twice");
        List<String> channels = channels();
        assertEquals(
                2, channels.stream().filter("push.personal.order.deal"::equals).count(), channels::toString);
    }

    @Test
    void framesComeInSwappedPairs() throws Exception {
        connect();
        client.createMarket(OPEN_LONG, 1, "straight");
        List<String> straight = channels();
        arm("{\"kind\":\"reorder-frames\",\"forMillis\":60000}");
        client.createMarket(OPEN_LONG, 1, "swapped");
        List<String> swapped = channels();
        assertNotEquals(straight, swapped);
        assertEquals(
                straight.stream().limit(2).toList().reversed(),
                swapped.stream().limit(2).toList());
    }

    @Test
    void halfOfAnOrderFillsAtOnceAndTheRestGoesOnLater() throws Exception {
        arm("{\"kind\":\"partial-fill\",\"count\":1,\"forMillis\":500}");
        client.createMarket(OPEN_LONG, 9, "half");
        JsonNode half = order("half");
        assertEquals(UNCOMPLETED, half.path("state").asInt());
        assertEquals(4, half.path("dealVol").asInt());
        while (order("half").path("state").asInt() == UNCOMPLETED) {
            Thread.onSpinWait();
        }
        assertEquals(9, order("half").path("dealVol").asInt());
    }

    @Test
    void aPositionIsOpenedAndClosedByHand() throws Exception {
        connect();
        move("{\"symbol\":\"BTC_USDT\",\"positionType\":2,\"action\":\"open\",\"vol\":3}");
        client.await("push.personal.position");
        JsonNode held =
                client.getPrivate("position/open_positions", "").path("data").path(0);
        assertEquals(3, held.path("holdVol").asInt());
        assertEquals(2, held.path("positionType").asInt());
        move("{\"symbol\":\"BTC_USDT\",\"positionType\":2,\"action\":\"close\",\"vol\":3}");
        assertTrue(client.getPrivate("position/open_positions", "").path("data").isEmpty());
        JsonNode order =
                client.getPrivate("order/list/history_orders", "").path("data").path(0);
        assertEquals("", order.path("externalOid").asText(""));
    }

    @Test
    void aLiquidationStandsInTheHistoryAsOneAndSweepsTheStop() throws Exception {
        client.post(
                "order/create",
                "{\"symbol\":\"BTC_USDT\",\"vol\":2,\"leverage\":20,\"side\":1,\"type\":5,\"openType\":1,\"externalOid\":\"mine\","
                        + "\"stopLossPrice\":1,\"lossTrend\":2}");
        assertEquals(
                1, client.getPrivate("stoporder/open_orders", "").path("data").size());
        move("{\"symbol\":\"BTC_USDT\",\"positionType\":1,\"action\":\"liquidate\"}");
        JsonNode order = client.getPrivate("order/list/history_orders", "category=2")
                .path("data")
                .path(0);
        assertEquals(LIQUIDATION, order.path("category").asInt());
        assertTrue(client.getPrivate("position/open_positions", "").path("data").isEmpty());
        assertTrue(client.getPrivate("stoporder/open_orders", "").path("data").isEmpty());
    }

    @Test
    void socketsAreDropped() throws Exception {
        connect();
        assertEquals(1, client.get("/control/status").path("sockets").asInt());
        arm("{\"kind\":\"drop-sockets\",\"target\":\"private\"}");
        while (client.get("/control/status").path("sockets").asInt() > 0) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"nope\"}",
                "{\"kind\":\"lose-ack\"}",
                "{\"kind\":\"lose-ack\",\"count\":1001}",
                "{\"kind\":\"server-error\",\"count\":1,\"status\":200}",
                "{\"kind\":\"latency\",\"millis\":30001,\"forMillis\":1000}",
                "{\"kind\":\"outage\",\"forMillis\":600001}",
                "{\"kind\":\"outage\",\"forMillis\":\"soon\"}"
            })
    void refusesAFaultThatItDoesNotUnderstandAndSaysWhy(String body) throws Exception {
        HttpResponse<String> answer = client.control("faults", body);
        assertEquals(400, answer.statusCode());
        assertTrue(VenueClient.json(answer.body()).path("error").asText().contains("must be"), answer::body);
    }

    private void connect() throws Exception {
        client.connect();
        client.login("");
    }

    private void arm(String fault) throws Exception {
        HttpResponse<String> answer = client.control("faults", fault);
        assertEquals(200, answer.statusCode(), answer::body);
    }

    private void clear() throws Exception {
        client.send(client.request("/control/faults").DELETE().build());
    }

    private void move(String position) throws Exception {
        HttpResponse<String> answer = client.control("positions", position);
        assertEquals(200, answer.statusCode(), answer::body);
    }

    private long struck(String kind) throws Exception {
        return client.get("/control/faults").path("struck").path(kind).asLong();
    }

    private JsonNode order(String externalOid) throws Exception {
        return client.getPrivate("order/external/BTC_USDT/" + externalOid, "").path("data");
    }

    private static String body(String externalOid) {
        return "{\"symbol\":\"BTC_USDT\",\"vol\":1,\"leverage\":20,\"side\":1,\"type\":5,\"openType\":1,\"externalOid\":\""
                + externalOid + "\"}";
    }

    private HttpResponse<String> create(String externalOid) throws Exception {
        String body = body(externalOid);
        return client.send(
                client.signed("order/create", body, Long.toString(System.currentTimeMillis()), VenueClient.SECRET)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private List<String> channels() throws Exception {
        var channels = new ArrayList<String>();
        client.framesSoFar().forEach(frame -> channels.add(frame.path("channel").asText()));
        return channels;
    }
}
