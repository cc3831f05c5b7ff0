package dev.tapedeck.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.AlertEvent.AlertAcknowledged;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.CommandEvent.CancelOrder;
import dev.tapedeck.contracts.event.CommandEvent.ChangeStrategy;
import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.CommandEvent.StartSession;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.testkit.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service against a real broker: the log in, WebSocket and REST out, and back. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class GatewayComponentTest {
    private static final String SESSION = """
            {"mode":"PAPER","symbols":["BTC_USDT"],"initialBalanceUsdt":"10000","limits":{"maxLeverage":2},
             "strategies":[{"id":"pump","version":1,"direction":"LONG","notional":"300","leverage":2,"maxSlippageBps":50,
               "stopLossBps":300,"entryTimeoutSeconds":60,"maxHoldSeconds":900,"cooldownSeconds":300,
               "sections":{"S1":[{"indicator":"pump_magnitude_300","operator":"AT_LEAST","value":2.5}],
                 "E1":[{"indicator":"position_return_bps","operator":"BETWEEN","value":-900,"upper":-200}]}}]}""";

    private static final String CHANGE = """
            {"why":"calmer","strategy":{"id":"pump","version":2,"direction":"LONG","notional":"300","leverage":1,
               "maxSlippageBps":50,"stopLossBps":300,"entryTimeoutSeconds":60,"maxHoldSeconds":900,"cooldownSeconds":300,
               "sections":{"S1":[{"indicator":"pump_magnitude_300","operator":"AT_LEAST","value":2.5}],
                 "E1":[{"indicator":"position_return_bps","operator":"AT_MOST","value":-200}]}}}""";

    private TopicProbe probe;

    @BeforeEach
    void awaitReadiness() throws InterruptedException {
        probe = new TopicProbe(BrokerResource.bootstrapServers());
        Gateways.awaitReady();
        RestAssured.requestSpecification = TestUsers.as("admin");
    }

    @AfterEach
    void stopSessions() {
        probe.close();
        List<String> running = RestAssured.get("/api/trading/status").path("sessions.sessionId");
        running.forEach(id -> given().contentType("application/json")
                .body("{\"why\":\"test over\"}")
                .post("/api/trading/sessions/" + id + "/stop")
                .then()
                .statusCode(202));
        RestAssured.requestSpecification = TestUsers.anonymous();
    }

    private LiveClient connect() {
        return new LiveClient(Gateways.socket(), TestUsers.token("viewer"));
    }

    private void write(List<Event<?>> events) {
        events.forEach(event -> probe.write(Story.key(event), event));
    }

    private static boolean hasNews(JsonNode message) {
        return !LiveClient.type(message).equals("heartbeat");
    }

    /** With all that happened to the order. What it was decided on may be heard of later, and moves no order: topics keep no order among each other. */
    private static boolean isFilled(JsonNode message, String orderId) {
        JsonNode order = message.path("order");
        long steps = StreamSupport.stream(order.path("chain").spliterator(), false)
                .map(link -> link.path("topic").asText())
                .filter(topic -> !topic.equals("ticks") && !topic.equals("indicators"))
                .count();
        return order.path("orderId").asText().equals(orderId)
                && order.path("state").asText().equals("FILLED")
                && steps == 9;
    }

    @Test
    void rebuildsThePictureFromTheLogAtTheStart() {
        given().get("/api/trading/orders/o-past")
                .then()
                .statusCode(200)
                .body("order.state", equalTo("FILLED"))
                .body("order.averagePrice", equalTo("101.6"))
                .body("order.chain.size()", equalTo(11))
                .body("signal.type", equalTo("SignalRaised.v1"))
                .body("conditions[0].indicator", equalTo("pump_magnitude_300"))
                .body("fills.size()", equalTo(2))
                .body("events.size()", equalTo(6));
        given().get("/api/trading/candles/OLD_USDT")
                .then()
                .statusCode(200)
                .body("[0].o", equalTo("101"))
                .body("[0].t", equalTo((int) Story.START.getEpochSecond()));
        given().get("/api/trading/positions?sessionId=s-past").then().body("[0].quantity", equalTo("100"));
    }

    @Test
    void sendsASnapshotThenEveryUpdateWithConsecutiveNumbers() throws InterruptedException {
        var story = new Story("s-live", "LIVE_USDT");
        try (LiveClient client = connect()) {
            JsonNode snapshot = client.next();
            assertEquals("snapshot", LiveClient.type(snapshot));
            assertTrue(snapshot.path("candles").has("OLD_USDT"), snapshot.toString());
            write(story.entry("o-live", Instant.now()));
            List<JsonNode> news = client.until(message -> isFilled(message, "o-live"));
            long seq = snapshot.path("seq").asLong();
            for (JsonNode message :
                    news.stream().filter(GatewayComponentTest::hasNews).toList()) {
                assertEquals(++seq, message.path("seq").asLong(), message.toString());
            }
            JsonNode market = client.first("heartbeat");
            assertTrue(market.path("seq").asLong() >= seq, market.toString());
        }
    }

    @Test
    void conflatesTheMarketIntoMessagesOfTheirOwn() throws InterruptedException {
        var story = new Story("s-market", "FAST_USDT");
        try (LiveClient client = connect()) {
            client.first("snapshot");
            for (int i = 1; i <= 200; i++) {
                write(List.of(story.trade(Integer.toString(100 + i), 1, Story.START)));
            }
            List<JsonNode> news = client.until(message ->
                    message.path("markets").path(0).path("last").asText().equals("300"));
            long markets = news.stream()
                    .filter(message -> LiveClient.type(message).equals("market"))
                    .count();
            assertTrue(markets < 200, "200 ticks made " + markets + " market messages");
            JsonNode candle = news.getLast().path("candles").path(0);
            assertEquals("FAST_USDT", candle.path("symbol").asText());
            assertEquals("200", candle.path("v").asText());
        }
    }

    @Test
    void givesAReturningClientExactlyWhatItMissed() throws InterruptedException {
        String gatewayId;
        var seen = new ArrayList<JsonNode>();
        try (LiveClient watcher = connect()) {
            try (LiveClient client = connect()) {
                gatewayId = client.next().path("gatewayId").asText();
            }
            long from = watcher.next().path("seq").asLong();
            write(new Story("s-missed", "MISS_USDT").entry("o-missed", Instant.now()));
            watcher.until(message -> {
                seen.add(message);
                return isFilled(message, "o-missed");
            });
            List<JsonNode> missed =
                    seen.stream().filter(GatewayComponentTest::hasNews).toList();
            try (LiveClient back = connect()) {
                back.resume(gatewayId, from);
                var got = new ArrayList<JsonNode>();
                while (got.size() < missed.size()) {
                    JsonNode message = back.next();
                    if (hasNews(message)) {
                        got.add(message);
                    }
                }
                assertEquals(missed, got);
            }
        }
    }

    @Test
    void givesASubscriberItsChannelsAndNothingElse() throws InterruptedException {
        try (LiveClient client = connect()) {
            client.send("{\"type\":\"subscribe\",\"channels\":[\"orders\",\"fills\"]}");
            JsonNode snapshot = client.next();
            assertTrue(snapshot.path("orders").toString().contains("o-past"), snapshot::toString);
            assertTrue(snapshot.path("fills").toString().contains("o-past"), snapshot::toString);
            for (String other : List.of("positions", "signals", "markets", "candles", "tradingStates")) {
                assertEquals(0, snapshot.path(other).size(), other);
            }
            write(new Story("s-some", "SOME_USDT").entry("o-some", Instant.now()));
            List<JsonNode> news = client.until(message -> isFilled(message, "o-some")).stream()
                    .filter(GatewayComponentTest::hasNews)
                    .toList();
            assertEquals(
                    Set.of("order", "fills"),
                    news.stream()
                            .map(message -> message.path("topic").asText(LiveClient.type(message)))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void givesAReturningSubscriberExactlyWhatItMissedOfItsChannels() throws InterruptedException {
        try (LiveClient watcher = connect()) {
            JsonNode snapshot = watcher.next();
            write(new Story("s-part", "PART_USDT").entry("o-part", Instant.now()));
            List<JsonNode> missed = watcher.until(message -> isFilled(message, "o-part")).stream()
                    .filter(message -> LiveClient.type(message).equals("order"))
                    .toList();
            try (LiveClient back = connect()) {
                back.send("{\"type\":\"resume\",\"channels\":[\"orders\"],\"gatewayId\":" + snapshot.path("gatewayId")
                        + ",\"lastSeq\":" + snapshot.path("seq") + "}");
                List<JsonNode> got = back.until(message -> isFilled(message, "o-part")).stream()
                        .filter(GatewayComponentTest::hasNews)
                        .toList();
                assertEquals(missed, got);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"another-gateway,1", "this,1000000"})
    void givesAClientThatCannotResumeASnapshot(String gateway, long lastSeq) throws InterruptedException {
        String own = given().get("/api/trading/status").path("gatewayId");
        try (LiveClient client = connect()) {
            client.resume(gateway.equals("this") ? own : gateway, lastSeq);
            assertEquals("snapshot", LiveClient.type(client.next()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{}",
                "[1]",
                "{\"type\":\"resume\",\"gatewayId\":1,\"lastSeq\":\"x\"}",
                "{\"type\":\"subscribe\",\"channels\":[\"everything\"]}",
                "{\"type\":\"subscribe\",\"channels\":\"orders\"}"
            })
    void closesAClientThatSpeaksSomethingElse(String text) {
        try (LiveClient client = connect()) {
            client.send(text);
            assertEquals(1008, client.closeCode());
        }
    }

    @Test
    void makesAWishForATradingStateACommand() {
        String id = given().contentType("application/json")
                .body("{\"scope\":\"SYMBOL\",\"scopeId\":\"ADX_USDT\",\"state\":\"REDUCING\",\"why\":\"delisting\"}")
                .post("/api/trading/state")
                .then()
                .statusCode(202)
                .extract()
                .path("commandId");
        Event<?> command = probe.await(
                        Topic.COMMANDS,
                        1,
                        event -> event.data() instanceof SetTradingState
                                && event.id().equals(id))
                .getFirst();
        assertEquals(
                new SetTradingState("admin", Scope.SYMBOL, "ADX_USDT", State.REDUCING, false, "delisting", null),
                command.data());
        assertEquals("global", command.subject());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"scope":"PLANET","state":"HALTED","why":"x"}                    | $.scope
                    {"scope":"SYMBOL","state":"HALTED","why":"x"}                    | $.scopeId
                    {"scope":"GLOBAL","scopeId":"most","state":"HALTED","why":"x"}   | $.scopeId
                    {"scope":"GLOBAL","state":"PAUSED","why":"x"}                    | $.state
                    {"scope":"GLOBAL","state":"HALTED"}                              | $.why
                    {"scope":"GLOBAL","state":"HALTED","why":"x","flatten":"yes"}    | $.flatten
                    {"scope":"GLOBAL","state":"ACTIVE","why":"x","flatten":true}     | $.flatten
                    {"scope":"GLOBAL","state":"HALTED","why":"x","forSeconds":0}     | $.forSeconds
                    {"scope":"GLOBAL","state":"ACTIVE","why":"x","forSeconds":60}    | $.forSeconds
                    {"scope":"GLOBAL","state":"HALTED","why":"x","reason":"y"}       | $.reason
                    """)
    void refusesAWishForATradingStateWithThePlaceOfTheFault(String body, String path) {
        given().contentType("application/json")
                .body(body)
                .post("/api/trading/state")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].path", equalTo(path));
    }

    @Test
    void refusesToCancelAnOrderThatIsNotThere() {
        given().post("/api/trading/orders/td0/cancel").then().statusCode(404).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"sessionId":"s9","symbol":"ADX_USDT","direction":"LONG"}                 | 409
                    {"sessionId":"s9","symbol":"ADX_USDT","direction":"UP"}                   | 400
                    {"sessionId":"s9","symbol":"ADX_USDT","direction":"LONG","quantity":0}    | 400
                    {"sessionId":"s9","symbol":"ADX_USDT","direction":"LONG","all":true}      | 400
                    """)
    void refusesToCloseWhatIsNotHeldOrNotSaid(String body, int status) {
        given().contentType("application/json")
                .body(body)
                .post("/api/trading/positions/close")
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void cancelsEachOpenOrderOfASessionByACommandOfItsOwn() {
        var story = new Story("cancelling", "ADX_USDT");
        Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 1, Story.START), 2.5));
        Event<?> over = story.approved("o-over", signal);
        Event<?> waits = story.approved("o-waits", signal);
        Event<?> runs = story.approved("o-runs", signal);
        write(List.of(signal, over, waits, runs, story.intended("o-runs", runs), story.intended("o-waits", waits)));
        Event<?> intended = story.intended("o-over", over);
        write(List.of(intended, story.expired("o-over", intended)));
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (given().get("/api/trading/orders?sessionId=cancelling&state=EXPIRED")
                .jsonPath()
                .getList("$")
                .isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "the gateway must show the expired order within 30 s");
        }
        List<String> ids = given().contentType("application/json")
                .body("{\"sessionId\":\"cancelling\"}")
                .post("/api/trading/orders/cancel")
                .then()
                .statusCode(202)
                .extract()
                .path("commandIds");
        List<String> cancelled = probe
                .await(Topic.COMMANDS, 2, event -> event.data() instanceof CancelOrder && ids.contains(event.id()))
                .stream()
                .map(event -> ((CancelOrder) event.data()).orderId())
                .sorted()
                .toList();
        assertEquals(List.of("o-runs", "o-waits"), cancelled);
        assertEquals(2, ids.size());
    }

    @Test
    void makesTheCloseOfAHeldPositionACommandOfItsSession() {
        Symbol symbol = Symbol.of("ADX_USDT");
        probe.write(
                "closing/ADX_USDT/LONG",
                new Event<>(
                        "positions/closing/1",
                        "position-sync",
                        "closing/ADX_USDT/LONG",
                        Instant.parse("2026-03-01T12:00:00Z"),
                        1,
                        null,
                        null,
                        new PositionChanged(
                                "closing",
                                symbol,
                                Direction.LONG,
                                "probe",
                                Quantity.of(7),
                                Price.of("1.5"),
                                2,
                                Usdt.ZERO,
                                Usdt.ZERO,
                                null,
                                true)));
        String body = "{\"sessionId\":\"closing\",\"symbol\":\"ADX_USDT\",\"direction\":\"LONG\",\"quantity\":3}";
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (given().get("/api/trading/positions?sessionId=closing")
                .jsonPath()
                .getList("$")
                .isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "the gateway must show the position within 30 s");
        }
        String id = given().contentType("application/json")
                .body(body)
                .post("/api/trading/positions/close")
                .then()
                .statusCode(202)
                .extract()
                .path("commandId");
        Event<?> command = probe.await(
                        Topic.COMMANDS,
                        1,
                        event -> event.data() instanceof ClosePosition
                                && event.id().equals(id))
                .getFirst();
        assertEquals(new ClosePosition("admin", "closing", symbol, Direction.LONG, Quantity.of(3)), command.data());
        assertEquals("closing", command.subject());
    }

    @Test
    void makesAnAcceptedSessionACommandAndASession() {
        String id = given().contentType("application/json")
                .body(SESSION)
                .post("/api/trading/sessions")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(true))
                .extract()
                .path("sessionId");
        given().get("/api/trading/sessions/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("RUNNING"))
                .body("limits.maxLeverage", equalTo(2))
                .body("limits.strategyBudget", equalTo("1000"))
                .body("strategies[0].sections.S1[0].value", equalTo(2.5f));
        List<Event<?>> commands = probe.await(
                Topic.COMMANDS,
                1,
                event -> event.data() instanceof StartSession start
                        && start.session().sessionId().equals(id));
        List<Event<?>> sessions = probe.await(
                Topic.SESSIONS,
                1,
                event -> event.data() instanceof SessionChanged session
                        && session.sessionId().equals(id));
        assertEquals(commands.getFirst().id(), sessions.getFirst().causationId());
        given().contentType("application/json")
                .body(SESSION)
                .post("/api/trading/sessions")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString(id));
        given().contentType("application/json")
                .body("{\"why\":\"lunch\"}")
                .post("/api/trading/sessions/" + id + "/stop")
                .then()
                .statusCode(202);
        given().get("/api/trading/sessions/" + id).then().body("state", equalTo("STOPPED"));
    }

    @Test
    void makesAnAcceptedChangeOfAStrategyACommandAndASession() {
        String id = startedSession();
        change(id, "pump", CHANGE)
                .statusCode(202)
                .body("sessionId", equalTo(id))
                .body("accepted", equalTo(true));
        given().get("/api/trading/sessions/" + id)
                .then()
                .body("state", equalTo("RUNNING"))
                .body("reason", equalTo("strategy pump version 2 by admin: calmer"))
                .body("strategies.size()", equalTo(1))
                .body("strategies[0].version", equalTo(2))
                .body("strategies[0].leverage", equalTo(1));
        Event<?> command = probe.await(
                        Topic.COMMANDS,
                        1,
                        event -> event.data() instanceof ChangeStrategy change
                                && change.sessionId().equals(id))
                .getFirst();
        Event<?> session = probe.await(
                        Topic.SESSIONS,
                        2,
                        event -> event.data() instanceof SessionChanged changed
                                && changed.sessionId().equals(id))
                .get(1);
        assertEquals(command.id(), session.causationId());
    }

    @Test
    void refusesAChangeOfAStrategyThatDoesNotRaiseItsVersion() {
        String id = startedSession();
        change(id, "pump", CHANGE.replace("\"version\":2", "\"version\":1"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("version 1; its version must be above that, was 1"));
        change("s-none", "pump", CHANGE).statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "id":"pump"                    | "id":"dump"                 | $.strategy.id
                    "version":2                    | "version":0                 | $.strategy.version
                    "value":2.5                    | "value":"2.5"               | $.strategy.sections.S1[0].value
                    "leverage":1,                  | "leverage":1,"colour":"red", | $.strategy.colour
                    "why":"calmer"                 | "why":""                    | $.why
                    "why":"calmer"                 | "why":"calmer","mode":"LIVE" | $.mode
                    "strategy":                    | "strategies":               | $.strategy
                    """)
    void saysWhichPartOfAChangeIsWrong(String part, String wrong, String path) {
        assertTrue(CHANGE.contains(part), part);
        change("s-any", "pump", CHANGE.replace(part, wrong))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.path", hasItem(path));
    }

    private static String startedSession() {
        return given().contentType("application/json")
                .body(SESSION)
                .post("/api/trading/sessions")
                .then()
                .statusCode(202)
                .extract()
                .path("sessionId");
    }

    private static ValidatableResponse change(String session, String strategy, String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/api/trading/sessions/" + session + "/strategies/" + strategy)
                .then();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "mode":"PAPER"                 | "mode":"PAPIER"             | $.mode
                    "mode":"PAPER"                 | "mode":"PAPER","sessionId":"A b" | $.sessionId
                    "BTC_USDT"                     | "btc usdt"                  | $.symbols[0]
                    ["BTC_USDT"]                   | []                          | $.symbols
                    ["BTC_USDT"]                   | ["BTC_USDT","BTC_USDT"]     | $.symbols[1]
                    "10000"                        | "-5"                        | $.initialBalanceUsdt
                    "10000"                        | 10000                       | $.initialBalanceUsdt
                    "10000"                        | "1e9"                       | $.initialBalanceUsdt
                    "maxLeverage":2                | "maxLeverage":0             | $.limits.maxLeverage
                    "maxLeverage":2                | "maxFun":2                  | $.limits.maxFun
                    "mode"                         | "colour":"red","mode"       | $.colour
                    "id":"pump"                    | "id":""                     | $.strategies[0].id
                    "leverage":2,                  | "leverage":2.5,             | $.strategies[0].leverage
                    "notional":"300"               | "notional":"lots"           | $.strategies[0].notional
                    "notional":"300",              | ''                          | $.strategies[0].notional
                    "notional":"300"               | "notional":"300","sizing":{} | $.strategies[0].notional
                    "notional":"300"               | "sizing":{"kind":"MOON"}    | $.strategies[0].sizing.kind
                    "notional":"300"               | "sizing":{"kind":"PERCENT_OF_EQUITY","percent":"2000"} | $.strategies[0].sizing.percent
                    "notional":"300"               | "sizing":{"kind":"LIQUIDATION_DISTANCE","riskPercent":"1","percent":"2"} | $.strategies[0].sizing.percent
                    "leverage":2,                  | "leverage":2,"trailingActivationBps":10, | $.strategies[0].trailingActivationBps
                    "leverage":2,                  | "leverage":2,"maxEntriesPerEpisode":0, | $.strategies[0].maxEntriesPerEpisode
                    "leverage":2,                  | "leverage":2,"symbols":[],  | $.strategies[0].symbols
                    "leverage":2,                  | "leverage":2,"protections":[{"kind":"COOL_DOWN","trades":2}], | $.strategies[0].protections[0].seconds
                    "leverage":2,                  | "leverage":2,"protections":[{"kind":"LOW_PROFIT","lookbackSeconds":9,"trades":2,"pauseSeconds":9,"profitPercent":"-101"}], | $.strategies[0].protections[0].profitPercent
                    "leverage":2,                  | "leverage":40,              | $.strategies[0].stopLossBps
                    "leverage":2,                  | "leverage":2,"maxEntriesPerEpisode":2, | $.strategies[0].maxEntriesPerEpisode
                    "pump_magnitude_300"           | "position_return_bps"       | $.strategies[0].sections.S1[0].indicator
                    "position_return_bps"          | "position_size"             | $.strategies[0].sections.E1[0].indicator
                    "value":2.5                    | "value":2.5,"forSeconds":0  | $.strategies[0].sections.S1[0].forSeconds
                    "value":2.5                    | "value":2.5,"group":["some0"] | $.strategies[0].sections.S1[0].group[0]
                    "pump_magnitude_300"           | ""                          | $.strategies[0].sections.S1[0].indicator
                    "pump_magnitude_300"           | "moon_phase_28"             | $.strategies[0].sections.S1[0].indicator
                    "AT_LEAST"                     | "MORE"                      | $.strategies[0].sections.S1[0].operator
                    "value":2.5                    | "value":"2.5"               | $.strategies[0].sections.S1[0].value
                    ,"upper":-200                  | ''                          | $.strategies[0].sections.E1[0].upper
                    "upper":-200                   | "upper":-1000               | $.strategies[0].sections.E1[0].upper
                    "E1":                          | "E7":                       | $.strategies[0].sections.E7
                    "S1":                          | "O1":                       | $.strategies[0].sections.S1
                    """)
    void saysWhichPartOfASessionIsWrong(String part, String wrong, String path) {
        assertTrue(SESSION.contains(part), part);
        given().contentType("application/json")
                .body(SESSION.replace(part, wrong))
                .post("/api/trading/sessions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("instance", equalTo("/api/trading/sessions"))
                .body("errors.path", hasItem(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{\"mode\":", "[]", "42", "{\"mode\":\"PAPER\"} trailing"})
    void refusesMalformedBodies(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/trading/sessions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("title", equalTo("Bad Request"))
                .body(not(containsString("Exception")))
                .body(not(containsString("dev.tapedeck")));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/trading/sessions/s-none,404",
        "/api/trading/orders/o-none,503",
        "/api/trading/candles/NONE_USDT,404",
        "/api/trading/nothing,404",
        "/api/trading/orders?limit=0,400",
        "/api/trading/orders?limit=many,400",
        "/api/trading/orders?limit=5001,400",
        "/api/trading/orders?state=LOST,400",
        "/api/trading/orders?symbol=a%20b,400",
        "/api/trading/candles/OLD_USDT?interval=7m,400"
    })
    void answersReadsThatItCannotAnswerWithAProblem(String path, int status) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    @Test
    void answersWrongMediaTypesAndMethodsWithAProblem() {
        given().contentType("text/plain")
                .body(SESSION)
                .post("/api/trading/sessions")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().delete("/api/trading/sessions").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void selectsOrders() {
        given().get("/api/trading/orders?sessionId=s-past&symbol=OLD_USDT&state=FILLED&limit=5")
                .then()
                .statusCode(200)
                .body("orderId", equalTo(List.of("o-past")));
        given().get("/api/trading/orders?sessionId=s-past&state=DENIED").then().body("size()", equalTo(0));
        given().get("/api/trading/fills?orderId=o-past").then().body("size()", equalTo(2));
        given().get("/api/trading/signals?sessionId=s-past").then().body("size()", equalTo(1));
    }

    @Test
    void buriesPoisonAndGoesOn() throws InterruptedException {
        try (LiveClient client = connect()) {
            client.first("snapshot");
            probe.writeRaw(Topic.ORDERS.topicName(), "s-poison", "{\"type\":1}".getBytes(StandardCharsets.UTF_8));
            var story = new Story("s-poison", "POISON_USDT");
            Event<?> misplaced = story.trade("1", 1, Story.START);
            probe.writeRaw(Topic.FILLS.topicName(), "s-poison", EventCodec.encode(misplaced));
            write(story.entry("o-poison", Instant.now()));
            client.until(message -> isFilled(message, "o-poison"));
        }
        var letter = probe.awaitRecords(Topic.ORDERS.deadLetterTopic(), 1).getFirst();
        assertEquals("orders", TopicProbe.header(letter, "dlq-topic"));
        assertEquals("gateway", TopicProbe.header(letter, "dlq-service"));
        probe.awaitRecords(Topic.FILLS.deadLetterTopic(), 1);
        var past = probe.awaitRecords(Topic.SIGNALS.deadLetterTopic(), 1);
        assertEquals("poison of the past", new String(past.getFirst().value(), StandardCharsets.UTF_8));
    }

    @Test
    void makesAnAcknowledgementACommandAndAnEventOnce() {
        Event<?> raised = new Story("alarmed", "ADX_USDT").alert("risk", Story.START);
        String alertId = ((AlertRaised) raised.data()).alertId();
        write(List.of(raised));
        String path = "/api/trading/alerts/" + alertId + "/acknowledge";
        long deadline = System.nanoTime() + 30_000_000_000L;
        var answer = given().post(path);
        while (answer.statusCode() == 404) {
            assertTrue(System.nanoTime() < deadline, "the gateway must know the alert within 30 s");
            answer = given().post(path);
        }
        String commandId = answer.then().statusCode(202).extract().path("commandId");
        probe.await(Topic.COMMANDS, 1, event -> event.id().equals(commandId));
        Event<?> said = probe.await(
                        Topic.ALERTS,
                        1,
                        event -> event.data() instanceof AlertAcknowledged acknowledged
                                && acknowledged.alertId().equals(alertId))
                .getFirst();
        assertEquals(commandId, said.causationId());
        given().post(path).then().statusCode(409);
        given().post("/api/trading/alerts/alerts/none/acknowledge")
                .then()
                .statusCode(404)
                .body("detail", containsString("alerts/none"));
    }

    @Test
    void listsDeadLettersWithTheirCause() {
        probe.writeRaw(Topic.INSTRUMENTS.topicName(), "unreadable", "{\"type\":2}".getBytes(StandardCharsets.UTF_8));
        probe.awaitRecords(Topic.INSTRUMENTS.deadLetterTopic(), 1);
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!given().get("/api/trading/dead-letters?limit=1000")
                .jsonPath()
                .getList("letters.topic")
                .contains("instruments")) {
            assertTrue(System.nanoTime() < deadline, "the gateway must list the letter within 30 s");
        }
        given().get("/api/trading/dead-letters?limit=1000")
                .then()
                .body("letters.find { it.topic == 'instruments' }.cause", containsString("type"))
                .body("letters.find { it.topic == 'instruments' }.service", equalTo("gateway"));
        given().get("/api/trading/dead-letters?limit=1001").then().statusCode(400);
    }

    @Test
    void sendsSecurityHeadersAndMetrics() {
        given().get("/api/trading/status")
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Cache-Control", "no-store")
                .header("Permissions-Policy", containsString("camera=()"))
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body("restored", equalTo(true))
                .body("history.available", equalTo(false))
                .body("counts.size()", equalTo(Topic.values().length));
        given().get("/q/metrics").then().statusCode(200).body(containsString("gateway_lag_records"));
        given().get("/q/health/live").then().statusCode(200);
        given().get("/api/openapi").then().statusCode(200).body(containsString("/api/trading/sessions"));
    }

    @Test
    void aQuestionAboutThePastIsRefusedWhileTheHistoryDoesNotAnswer() {
        given().get("/api/trading/history/orders")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("history"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/trading/history/secrets, 404",
        "/api/trading/history/orders?limit=0, 400",
        "/api/trading/history/orders?limit=1001, 400",
        "/api/trading/history/orders?before=yesterday, 400",
        "/api/trading/history/orders?colour=red, 400",
        "/api/trading/history/orders?state=, 400",
        "/api/trading/history/orders?state=A&state=B, 400"
    })
    void aWrongQuestionAboutThePastSaysWhatIsWrong(String path, int status) {
        given().get(path).then().statusCode(status).contentType("application/problem+json");
    }
}
