package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public sees the market as it was when it was frozen; inside, tape and trading go on. */
class FrozenMarketTest {
    private static final String FREEZE = "{\"kind\":\"frozen-market\",\"forMillis\":600000}";
    private static final int STEPS = 40;

    private FaultyVenue venue;
    private VenueClient client;

    @BeforeEach
    void start() throws Exception {
        venue = new FaultyVenue(false);
        client = venue.client();
        client.connect();
        step();
    }

    @AfterEach
    void close() {
        venue.close();
    }

    private void step() throws Exception {
        for (int i = 0; i < STEPS; i++) {
            client.step();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ticker?symbol=BTC_USDT",
                "depth/BTC_USDT",
                "depth_commits/BTC_USDT/1000",
                "deals/BTC_USDT",
                "kline/BTC_USDT?interval=Min1",
                "kline/fair_price/BTC_USDT?interval=Min1",
                "fair_price/BTC_USDT",
                "index_price/BTC_USDT",
                "funding_rate/BTC_USDT"
            })
    void questionsAreAnsweredWithTheLastValuesFromBefore(String path) throws Exception {
        String before = client.get("/api/v1/contract/" + path).toString();
        venue.arm(FREEZE);
        step();
        assertEquals(before, client.get("/api/v1/contract/" + path).toString());

        venue.clear();

        assertNotEquals(before, client.get("/api/v1/contract/" + path).toString());
    }

    @Test
    void nothingIsPushedWhileTapeTimeGoesOnAndPingsAreAnswered() throws Exception {
        for (String channel : List.of("deal", "ticker", "depth", "fair.price")) {
            client.say("{\"method\":\"sub." + channel + "\",\"param\":{\"symbol\":\"BTC_USDT\"}}");
        }
        client.framesSoFar();
        venue.arm(FREEZE);
        long before = client.get("/control/status").path("tapeTime").asLong();

        step();

        assertEquals(List.of(), client.framesSoFar());
        assertTrue(client.get("/control/status").path("tapeTime").asLong() > before);
        assertTrue(venue.struck("frozen-market") > 0);
    }

    @Test
    void pushesComeAgainWhenItIsOver() throws Exception {
        client.say("{\"method\":\"sub.ticker\",\"param\":{\"symbol\":\"BTC_USDT\"}}");
        client.framesSoFar();
        venue.arm(FREEZE);
        step();
        venue.clear();

        step();

        client.await("push.ticker");
    }

    @Test
    void newSubscriptionIsConfirmedButShownNothing() throws Exception {
        venue.arm(FREEZE);

        client.say("{\"method\":\"sub.ticker\",\"param\":{\"symbol\":\"BTC_USDT\"}}");

        assertEquals(
                List.of("rs.sub.ticker"),
                client.framesSoFar().stream()
                        .map(frame -> frame.path("channel").asText())
                        .toList());
    }

    @Test
    void ordersAreFilled() throws Exception {
        venue.arm(FREEZE);

        venue.create("inside", VenueClient.SECRET);

        assertEquals(3, venue.order("inside").path("state").asInt());
    }

    @Test
    void freezingAgainKeepsTheValuesOfTheFirstTime() throws Exception {
        String before = client.get("/api/v1/contract/ticker?symbol=BTC_USDT").toString();
        venue.arm(FREEZE);
        step();

        venue.arm(FREEZE);

        assertEquals(
                before, client.get("/api/v1/contract/ticker?symbol=BTC_USDT").toString());
    }
}
