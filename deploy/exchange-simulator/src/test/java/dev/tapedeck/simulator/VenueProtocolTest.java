package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.play.Pace;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.simulator.tape.Scenario;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The venue over real loopback HTTP and WebSocket, in lockstep, so that nothing moves but what a test moves. */
class VenueProtocolTest {
    private final List<AutoCloseable> open = new ArrayList<>();

    static Venue venue(Scenario scenario, Pace pace, boolean rateLimited) throws Exception {
        return Venue.start(new VenueOptions(
                "127.0.0.1",
                0,
                Recordings.ofScenario(scenario, List.of("BTC_USDT", "ETH_USDT"), 7),
                null,
                null,
                pace,
                true,
                List.of(new ApiKey(VenueClient.KEY, VenueClient.SECRET, new BigDecimal("10000"))),
                rateLimited,
                false,
                1000));
    }

    private VenueClient client(boolean rateLimited) throws Exception {
        Venue venue = venue(Scenario.FLAT, Pace.parse("lockstep"), rateLimited);
        open.add(venue);
        VenueClient client = new VenueClient(venue.port());
        open.addFirst(client);
        return client;
    }

    private VenueClient client() throws Exception {
        return client(false);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void publicAnswersComeInTheEnvelope() throws Exception {
        VenueClient client = client();

        JsonNode detail = client.get("/api/v1/contract/detail");
        JsonNode unknown = client.get("/api/v1/contract/depth/NOPE_USDT");

        assertTrue(detail.path("success").asBoolean());
        assertEquals(2, detail.path("data").size());
        assertFalse(unknown.path("success").asBoolean());
        assertEquals(1001, unknown.path("code").asInt());
        assertEquals(
                "BTC_USDT",
                client.get("/api/v1/contract/detail?symbol=btc_usdt")
                        .path("data")
                        .path("symbol")
                        .asText());
    }

    @Test
    void refusesUnsignedStaleAndForgedCallsWithTheirCodes() throws Exception {
        VenueClient client = client();
        String now = Long.toString(System.currentTimeMillis());
        String stale = Long.toString(System.currentTimeMillis() - 11_000);

        JsonNode unsigned = client.get("/api/v1/private/account/assets");
        JsonNode forged = VenueClient.json(
                client.send(client.signed("account/assets", "", now, "wrong").build())
                        .body());
        JsonNode old = VenueClient.json(client.send(client.signed("account/assets", "", stale, VenueClient.SECRET)
                        .build())
                .body());

        assertEquals(401, unsigned.path("code").asInt());
        assertEquals(602, forged.path("code").asInt());
        assertEquals(513, old.path("code").asInt());
    }

    @Test
    void acceptsCommasSignedEncodedAndRaw() throws Exception {
        VenueClient client = client();

        JsonNode encoded = client.getPrivate("order/batch_query", "order_ids=1%2C2");
        JsonNode raw = client.getPrivate("order/batch_query", "order_ids=1,2");

        assertEquals(0, encoded.path("code").asInt());
        assertEquals(0, raw.path("code").asInt());
    }

    @Test
    void limitsOrderCreationToFourInTwoSecondsWithHttp200() throws Exception {
        VenueClient client = client(true);
        for (int i = 0; i < 4; i++) {
            assertEquals(0, client.createMarket(1, 1, "r" + i).path("code").asInt());
        }

        String body = "{\"symbol\":\"BTC_USDT\",\"vol\":1,\"leverage\":20,\"side\":1,\"type\":5,\"openType\":1}";
        var response = client.send(
                client.signed("order/submit", body, Long.toString(System.currentTimeMillis()), VenueClient.SECRET)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());

        assertEquals(200, response.statusCode());
        assertEquals(510, VenueClient.json(response.body()).path("code").asInt());
    }

    @Test
    void unknownExternalIdIsSuccessWithoutData() throws Exception {
        assertEquals("{\"success\":true,\"code\":0}", client().getPrivateText("order/external/BTC_USDT/nobody", ""));
    }

    @Test
    void filledOrderIsPushedAsOrderDealPositionAndAsset() throws Exception {
        VenueClient client = client();
        client.connect();
        client.login("");

        JsonNode created = client.createMarket(1, 3, "pushed").path("data");

        assertTrue(created.path("orderId").isTextual());
        JsonNode order = client.await("push.personal.order").path("data");
        assertEquals(created.path("orderId"), order.path("orderId"));
        assertEquals("pushed", order.path("externalOid").asText());
        assertEquals(3, order.path("state").asInt());
        assertEquals(0, order.path("remainVol").asInt());
        JsonNode deal = client.await("push.personal.order.deal").path("data");
        assertTrue(deal.path("id").isTextual() && deal.path("taker").asBoolean());
        assertEquals(1, deal.path("positionMode").asInt());
        JsonNode position = client.await("push.personal.position").path("data");
        assertEquals(3, position.path("holdVol").asInt());
        JsonNode asset = client.await("push.personal.asset").path("data");
        assertTrue(asset.path("availableBalance").decimalValue().compareTo(new BigDecimal("10000")) < 0);
    }

    @Test
    void personalFilterAndQuietLoginNarrowThePushes() throws Exception {
        VenueClient client = client();
        client.connect();
        client.login(",\"subscribe\":false");
        client.createMarket(1, 1, "unseen");
        assertEquals(List.of(), client.framesSoFar());

        client.say("{\"method\":\"personal.filter\",\"param\":{\"filters\":"
                + "[{\"filter\":\"order.deal\",\"rules\":[\"BTC_USDT\"]}]}}");
        client.await("rs.personal.filter");
        client.createMarket(1, 1, "seen");

        List<JsonNode> frames = client.framesSoFar();
        assertEquals(1, frames.size());
        assertEquals(
                "push.personal.order.deal", frames.getFirst().path("channel").asText());
    }

    @Test
    void loginWithAWrongSignatureIsAnError() throws Exception {
        VenueClient client = client();
        client.connect();

        client.say("{\"method\":\"login\",\"param\":{\"apiKey\":\"test-key\",\"reqTime\":\"1\",\"signature\":\"no\"}}");

        client.await("rs.error");
    }

    @Test
    void socketNamesUnknownContractsAndIntervalsAndIgnoresTheRest() throws Exception {
        VenueClient client = client();
        client.connect();

        client.say("{\"method\":\"sub.deal\",\"param\":{\"symbol\":\"NOPE_USDT\"}}");
        client.say("{\"method\":\"sub.kline\",\"param\":{\"symbol\":\"BTC_USDT\",\"interval\":\"Min3\"}}");
        client.say("not json");
        client.say("{\"method\":\"sub.nothing\",\"param\":{\"symbol\":\"BTC_USDT\"}}");

        List<JsonNode> frames = client.framesSoFar();
        assertEquals(
                List.of("Contract [NOPE_USDT] not exists", "Not support interval"),
                frames.stream().map(frame -> frame.path("data").asText()).toList());
    }

    @Test
    void cancelAnswersRowsForArraysAndObjects() throws Exception {
        VenueClient client = client();
        String price = client.get("/api/v1/contract/ticker?symbol=BTC_USDT")
                .path("data")
                .path("minAskPrice")
                .asText();
        String body =
                "{\"symbol\":\"BTC_USDT\",\"price\":%s,\"vol\":1,\"leverage\":20,\"side\":1,\"type\":1,\"openType\":1,\"externalOid\":\"%s\"}";
        String first = client.post("order/create", body.formatted(price, "c1"))
                .path("data")
                .path("orderId")
                .asText();
        client.post("order/create", body.formatted(price, "c2"));
        client.post("order/create", body.formatted(price, "c3"));

        JsonNode rows = client.post("order/cancel", "[\"" + first + "\",\"" + first + "\",1]")
                .path("data");
        JsonNode object = client.post("order/cancel_with_external", "{\"symbol\":\"BTC_USDT\",\"externalOid\":\"c2\"}");
        JsonNode array =
                client.post("order/cancel_with_external", "[{\"symbol\":\"BTC_USDT\",\"externalOid\":\"c3\"}]");

        assertEquals("success", rows.path(0).path("errorMsg").asText());
        assertEquals(2041, rows.path(1).path("errorCode").asInt());
        assertEquals(2040, rows.path(2).path("errorCode").asInt());
        assertEquals(0, object.path("data").path(0).path("errorCode").asInt());
        assertEquals(0, array.path("data").path(0).path("errorCode").asInt());
        assertEquals(
                0, client.getPrivate("order/list/open_orders", "").path("data").size());
    }

    @Test
    void lockstepMovesOnlyByStepAndBeatsEveryTapeSecond() throws Exception {
        VenueClient client = client();
        client.connect();
        for (String channel : List.of("deal", "ticker", "fair.price")) {
            client.say("{\"method\":\"sub." + channel + "\",\"param\":{\"symbol\":\"BTC_USDT\"}}");
        }
        client.framesSoFar();
        long start = client.get("/control/status").path("tapeTime").asLong();

        int trades = 0;
        long tapeTime = start;
        while (tapeTime < start + 5000) {
            JsonNode step = client.step();
            assertTrue(step.path("tapeTime").asLong() > tapeTime);
            tapeTime = step.path("tapeTime").asLong();
            trades += step.path("trades").asInt();
        }

        List<JsonNode> frames = client.framesSoFar();
        assertEquals(5, count(frames, "push.ticker"));
        assertEquals(5, count(frames, "push.fair.price"));
        int deals = 0;
        for (JsonNode frame : frames) {
            deals += frame.path("channel").asText().equals("push.deal")
                    ? frame.path("data").size()
                    : 0;
        }
        assertTrue(deals > 0 && deals <= trades, deals + " deals of " + trades + " trades");
        assertEquals(tapeTime, client.get("/control/status").path("tapeTime").asLong());
    }

    private static long count(List<JsonNode> frames, String channel) {
        return frames.stream()
                .filter(frame -> frame.path("channel").asText().equals(channel))
                .count();
    }

    @Test
    void equalLockstepRunsPushEqualFramesAndKeepEqualLedgers() throws Exception {
        assertEquals(lockstepRun(), lockstepRun());
    }

    private List<String> lockstepRun() throws Exception {
        VenueClient client = client();
        client.connect();
        client.login("");
        for (String channel : List.of("deal", "ticker", "depth", "fair.price")) {
            client.say("{\"method\":\"sub." + channel + "\",\"param\":{\"symbol\":\"BTC_USDT\"}}");
        }
        List<String> seen = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            client.step();
            if (step % 10 == 5) {
                client.createMarket(step % 20 == 5 ? 1 : 4, 2, "o" + step);
            }
            for (JsonNode frame : client.framesSoFar()) {
                if (frame.path("channel").asText().startsWith("push.")) {
                    seen.add(frame.toString());
                }
            }
        }
        JsonNode ledger = client.get("/control/ledger");
        seen.add(ledger.path("fills").toString());
        seen.add(ledger.path("accounts").toString());
        return seen;
    }

    @Test
    void mergedDepthFollowsTheSnapshotWithoutGaps() throws Exception {
        VenueClient client = client();
        client.connect();
        client.say("{\"method\":\"sub.depth\",\"param\":{\"symbol\":\"BTC_USDT\"}}");
        client.step();
        long version = client.get("/api/v1/contract/depth/BTC_USDT")
                .path("data")
                .path("version")
                .asLong();
        client.framesSoFar();
        for (int step = 0; step < 40; step++) {
            client.step();
        }

        for (JsonNode frame : client.framesSoFar()) {
            JsonNode data = frame.path("data");
            assertEquals(version + 1, data.path("begin").asLong());
            version = data.path("end").asLong();
            assertEquals(version, data.path("version").asLong());
        }
        assertEquals(
                version,
                client.get("/api/v1/contract/depth/BTC_USDT")
                        .path("data")
                        .path("version")
                        .asLong());
    }

    @Test
    void controlPausesResumesAndChangesSpeed() throws Exception {
        VenueClient client = client();

        assertEquals("lockstep", client.get("/control/status").path("mode").asText());
        JsonNode paused = VenueClient.json(client.control("pause", "").body());
        JsonNode fast =
                VenueClient.json(client.control("speed", "{\"speed\":60}").body());

        assertFalse(paused.path("playing").asBoolean());
        assertEquals("free", fast.path("mode").asText());
        assertEquals("60", fast.path("speed").asText());
        assertEquals(409, client.control("step", "").statusCode());
        assertEquals(400, client.control("speed", "{\"speed\":\"slow\"}").statusCode());
    }

    @Test
    void ledgerShowsRefusedAndAcceptedOrders() throws Exception {
        VenueClient client = client();
        client.createMarket(1, 2, "good");
        client.createMarket(4, 5, "bad");

        JsonNode ledger = client.get("/control/ledger");

        JsonNode good = ledger.path("orders").path(0);
        assertEquals("good", good.path("clientId").asText());
        assertEquals(3, good.path("state").asInt());
        assertEquals("2", good.path("dealVol").asText());
        assertTrue(good.path("receivedAtWallMicros").asLong() > 1_000_000_000_000_000L);
        JsonNode bad = ledger.path("orders").path(1);
        assertEquals(2008, bad.path("rejectCode").asInt());
        assertFalse(bad.has("orderId"));
        assertEquals(1, ledger.path("fills").size());
        assertEquals("DEPOSIT", ledger.path("movements").path(0).path("kind").asText());
        assertEquals(
                VenueClient.KEY, ledger.path("accounts").path(0).path("account").asText());
    }

    private VenueClient freeRun(String speed, boolean playing, long toMillis) throws Exception {
        Venue venue = Venue.start(new VenueOptions(
                "127.0.0.1",
                0,
                Recordings.ofScenario(Scenario.FLAT, List.of("BTC_USDT"), 7),
                null,
                toMillis,
                Pace.parse(speed),
                playing,
                List.of(new ApiKey(VenueClient.KEY, VenueClient.SECRET, BigDecimal.TEN)),
                false,
                false,
                1000));
        open.add(venue);
        VenueClient client = new VenueClient(venue.port());
        open.addFirst(client);
        client.connect();
        return client;
    }

    @Test
    void freeRunBeatsByTheWallClockAlsoAfterTheTapeEnded() throws Exception {
        VenueClient client = freeRun("max", true, 1_767_225_660_000L);
        client.say("{\"method\":\"sub.ticker\",\"param\":{\"symbol\":\"BTC_USDT\"}}");

        JsonNode first = client.await("push.ticker", frame -> frame.path("ts").asLong() > 1_767_225_650_000L);
        JsonNode second = client.await("push.ticker");

        assertTrue(client.get("/control/status").path("done").asBoolean());
        assertTrue(second.path("ts").asLong() >= first.path("ts").asLong());
    }

    @Test
    void marketThatHasNotTradedYetBeatsWithoutCandles() throws Exception {
        VenueClient client = freeRun("1", false, 1_767_225_660_000L);
        client.say("{\"method\":\"sub.kline\",\"param\":{\"symbol\":\"BTC_USDT\",\"interval\":\"Min1\"}}");
        client.say("{\"method\":\"sub.ticker\",\"param\":{\"symbol\":\"BTC_USDT\"}}");
        client.await("push.ticker");

        client.await("push.ticker");
        client.control("play", "");

        client.await("push.kline");
    }
}
