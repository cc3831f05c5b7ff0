package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arming, listing and clearing faults, and how far what they do reaches. */
class ArmedFaultsTest {
    private static final String HALF = "{\"kind\":\"partial-fill\",\"count\":1,\"forMillis\":600000}";

    private final List<AutoCloseable> open = new ArrayList<>();
    private FaultyVenue venue;
    private VenueClient client;

    @BeforeEach
    void start() throws Exception {
        venue = new FaultyVenue(false);
        client = venue.client();
        open.add(venue);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private VenueClient another(boolean loggedIn) throws Exception {
        VenueClient another = new VenueClient(venue.port());
        open.add(another);
        another.connect();
        if (loggedIn) {
            another.login("");
        }
        another.framesSoFar();
        return another;
    }

    private static List<String> channels(VenueClient of) throws Exception {
        return of.framesSoFar().stream()
                .map(frame -> frame.path("channel").asText())
                .toList();
    }

    @Test
    void nothingIsArmedAndEveryKindHasStruckZeroTimesAtFirst() throws Exception {
        JsonNode faults = client.get("/control/faults");

        assertTrue(faults.path("active").isEmpty());
        assertEquals(17, faults.path("struck").size());
        faults.path("struck").forEach(times -> assertEquals(0, times.asInt()));
    }

    @Test
    void listsWhatIsArmedWithWhatIsLeftOfIt() throws Exception {
        venue.arm("{\"kind\":\"reject\",\"count\":3,\"code\":2005}");
        venue.create("refused", VenueClient.SECRET);

        JsonNode active = client.get("/control/faults").path("active");

        assertEquals("[{\"kind\":\"reject\",\"count\":3,\"code\":2005,\"left\":2}]", active.toString());
    }

    @Test
    void clearingEndsEveryFaultAndKeepsTheCounts() throws Exception {
        venue.arm("{\"kind\":\"reject\",\"count\":3,\"code\":2005}");
        venue.arm("{\"kind\":\"forbidden\",\"forMillis\":60000}");
        venue.create("refused", VenueClient.SECRET);

        JsonNode cleared = venue.clear();

        assertTrue(cleared.path("active").isEmpty());
        assertEquals(1, cleared.path("struck").path("forbidden").asInt());
        assertEquals(200, venue.create("taken", VenueClient.SECRET).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{\"kind\":\"lose-ack\",\"count\":0}",
                "{\"kind\":\"lose-ack\",\"count\":1,\"forMillis\":1000}",
                "{\"kind\":\"lose-ack\",\"count\":1,\"cuont\":1}",
                "{\"kind\":\"read-error\"}",
                "{\"kind\":\"read-error\",\"count\":1,\"forMillis\":1000}",
                "{\"kind\":\"server-error\",\"count\":1,\"status\":502}",
                "{\"kind\":\"server-error\",\"count\":1,\"status\":502,\"processed\":\"yes\"}",
                "{\"kind\":\"reject\",\"count\":1}",
                "{\"kind\":\"clock-skew\",\"millis\":0,\"forMillis\":1000}",
                "{\"kind\":\"drop-sockets\",\"target\":\"some\"}",
                "{\"kind\":\"partial-fill\",\"count\":1}",
                "{\"kind\":\"latency\",\"millis\":1e3,\"forMillis\":1000}"
            })
    void refusesWhatIsNotExactlyAFaultAndArmsNothing(String body) throws Exception {
        HttpResponse<String> answer = client.control("faults", body);

        assertEquals(400, answer.statusCode());
        assertTrue(VenueClient.json(answer.body()).path("error").asText().contains("must be"), answer::body);
        assertTrue(client.get("/control/faults").path("active").isEmpty());
    }

    @Test
    void clockThatIsMovedCountsTheCallsRefusedForIt() throws Exception {
        venue.arm("{\"kind\":\"clock-skew\",\"millis\":5000,\"forMillis\":60000}");
        venue.create("inside the window", VenueClient.SECRET);
        assertEquals(0, venue.struck("clock-skew"));

        venue.arm("{\"kind\":\"clock-skew\",\"millis\":-60000,\"forMillis\":60000}");
        venue.create("outside", VenueClient.SECRET);

        assertEquals(1, venue.struck("clock-skew"));
    }

    @Test
    void rateLimitsDoNotFollowTheMovedClock() throws Exception {
        try (FaultyVenue limited = new FaultyVenue(true)) {
            limited.arm("{\"kind\":\"clock-skew\",\"millis\":-5000,\"forMillis\":60000}");
            for (int i = 0; i < 4; i++) {
                limited.create("early" + i, VenueClient.SECRET);
            }
            limited.clear();

            assertEquals(
                    510,
                    VenueClient.json(limited.create("fifth", VenueClient.SECRET).body())
                            .path("code")
                            .asInt());
        }
    }

    @ParameterizedTest
    @CsvSource({"private, 1", "public, 1", "all, 2"})
    void onlySocketsOfTheTargetAreClosed(String target, int dropped) throws Exception {
        VenueClient isPrivate = another(true);
        VenueClient isPublic = another(false);

        venue.arm("{\"kind\":\"drop-sockets\",\"target\":\"" + target + "\"}");

        if (!target.equals("public")) {
            isPrivate.awaitClosed();
        }
        if (!target.equals("private")) {
            isPublic.awaitClosed();
        }
        assertEquals(dropped, venue.struck("drop-sockets"));
        assertEquals(2 - dropped, client.get("/control/status").path("sockets").asInt());
    }

    @Test
    void answersThatAFaultGivesComeLateToo() throws Exception {
        venue.arm("{\"kind\":\"latency\",\"millis\":30000,\"forMillis\":60000}");
        venue.arm("{\"kind\":\"maintenance\",\"forMillis\":60000}");

        var late = client.sendLater("order/create", FaultyVenue.body("late"));

        while (venue.struck("latency") == 0) {
            Thread.onSpinWait();
        }
        assertEquals(1, venue.struck("maintenance"));
        assertFalse(late.isDone());
        assertTrue(late.cancel(true));
    }

    @Test
    void anOutageCutsSockets() throws Exception {
        VenueClient connected = another(true);

        venue.arm("{\"kind\":\"outage\",\"forMillis\":1}");

        connected.awaitClosed();
    }

    @Test
    void whatHappensInSilenceIsNeverPushed() throws Exception {
        VenueClient connected = another(true);
        venue.arm("{\"kind\":\"silent-private\",\"forMillis\":60000}");
        venue.create("unseen", VenueClient.SECRET);
        venue.clear();
        venue.create("seen", VenueClient.SECRET);

        List<String> seen = connected.framesSoFar().stream()
                .map(frame -> frame.path("data").path("externalOid").asText(""))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();

        assertEquals(List.of("seen"), seen);
    }

    @Test
    void theLastFrameToBeSwappedIsNotHeldForever() throws Exception {
        VenueClient connected = another(true);
        connected.say("{\"method\":\"personal.filter\",\"param\":{\"filters\":"
                + "[{\"filter\":\"order.deal\",\"rules\":[\"BTC_USDT\"]}]}}");
        connected.await("rs.personal.filter");
        venue.arm("{\"kind\":\"reorder-frames\",\"forMillis\":60000}");

        venue.create("alone", VenueClient.SECRET);

        connected.await("push.personal.order.deal");
    }

    @Test
    void anOrderThatFillsInPartIsPushedOnlyWhenItGoesOnAndThenWhole() throws Exception {
        VenueClient connected = another(true);
        venue.arm(HALF);
        client.createMarket(1, 9, "half");
        assertEquals(List.of(), channels(connected));
        assertEquals(4, venue.order("half").path("dealVol").asInt());

        venue.clear();

        List<JsonNode> deals = new ArrayList<>();
        for (JsonNode frame : connected.framesSoFar()) {
            if (frame.path("channel").asText().equals("push.personal.order.deal")) {
                deals.add(frame.path("data"));
            }
        }
        assertEquals(4, deals.getFirst().path("vol").asInt());
        assertEquals(
                9, deals.stream().mapToInt(deal -> deal.path("vol").asInt()).sum());
        assertEquals(3, venue.order("half").path("state").asInt());
    }

    @Test
    void partialFillStrikesWithTheOrderAndSilencesNothingElse() throws Exception {
        venue.arm(HALF);
        assertEquals(0, venue.struck("partial-fill"));

        client.createMarket(1, 9, "half");

        assertEquals(1, venue.struck("partial-fill"));
        assertEquals(0, venue.struck("silent-private"));
        assertTrue(client.get("/control/faults").path("active").isEmpty());
    }
}
