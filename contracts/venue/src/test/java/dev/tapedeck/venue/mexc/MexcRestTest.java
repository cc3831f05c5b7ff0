package dev.tapedeck.venue.mexc;

import static dev.tapedeck.venue.mexc.LoopbackVenue.await;
import static dev.tapedeck.venue.mexc.LoopbackVenue.awaitUntil;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.venue.CancelRow;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Funding;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.PositionMode;
import dev.tapedeck.venue.PublicTrade;
import dev.tapedeck.venue.VenueConfig;
import dev.tapedeck.venue.VenueFailure.Cause;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MexcRestTest {
    private static final Symbol PUMP = Symbol.of("PUMP_USDT");
    private static final String ORDER = """
            {"orderId":"817","externalOid":"own-1","symbol":"PUMP_USDT","side":1,"vol":4,"dealVol":0,"dealAvgPrice":0,"state":2,\
            "errorCode":0,"leverage":3,"version":1,"createTime":1700000000000,"updateTime":1700000000000}""";
    private static final String ACCEPTED =
            "{\"success\":true,\"code\":0,\"data\":{\"orderId\":\"817\",\"ts\":1700000000000}}";

    private final LoopbackVenue server = new LoopbackVenue();
    private final MexcVenue venue = server.venue();

    @AfterEach
    void close() {
        venue.close();
        server.close();
    }

    @Test
    void signsTheBytesOfTheBodyThatItSends() {
        server.answerWith(ACCEPTED);

        PlacementReply reply = await(venue.account().placeOrder(entry(NewOrder.Kind.LIMIT)));

        assertEquals(new PlacementReply.Accepted("817", Instant.ofEpochMilli(1_700_000_000_000L)), reply);
        LoopbackVenue.Seen seen = server.requests.getFirst();
        assertEquals("POST", seen.method());
        assertEquals("/api/v1/private/order/create", seen.uri());
        assertEquals("""
                {"symbol":"PUMP_USDT","price":0.0215,"vol":40,"leverage":3,"side":1,"type":1,"openType":1,"positionMode":1,"externalOid":"own-1",\
                "stopLossPrice":0.019,"lossTrend":2}""", seen.body());
        assertSigned(seen, seen.body());
    }

    @ParameterizedTest(name = "{0} {1} is side {2}")
    @CsvSource({"BUY, LONG, 1", "BUY, SHORT, 2", "SELL, SHORT, 3", "SELL, LONG, 4"})
    void derivesTheFourSides(Side side, Direction direction, int expected) {
        var order = new NewOrder("own-1", PUMP, side, direction, NewOrder.Kind.MARKET, Quantity.of(4), null, 3, null);

        assertEquals(expected, MexcAccount.body(order).get("side"));
        assertEquals(order.opens(), MexcAccount.body(order).containsKey("leverage"));
        assertEquals(5, MexcAccount.body(order).get("type"));
        assertEquals(1, MexcAccount.body(order).get("positionMode"));
    }

    @Test
    void signsTheQueryAsItIsOnTheWire() {
        server.answerWith("{\"success\":true,\"code\":0,\"data\":[]}");

        assertEquals(new Lookup.Found<>(List.of()), await(venue.account().recentDeals(PUMP, 20)));

        LoopbackVenue.Seen seen = server.requests.getFirst();
        String query = "page_num=1&page_size=20&symbol=PUMP_USDT";
        assertEquals("/api/v1/private/order/list/order_deals/v3?" + query, seen.uri());
        assertSigned(seen, query);
    }

    @Test
    void readsTheVenuesClockWheneverOursIsRefusedWhateverWasAsked() {
        refuseTimesFarFrom(LoopbackVenue.NOW_MILLIS + 25_000);
        assertEquals(Cause.CLOCK_SKEW, failure(await(venue.account().orderByClientId(PUMP, "own-1"))));
        awaitUntil("the clock is read", () -> venue.clock().aheadMillis() == 25_000, venue.clock()::aheadMillis);
        assertInstanceOf(Lookup.Found.class, await(venue.account().orderByClientId(PUMP, "own-1")));

        // The clock comes back, and now what was right a moment ago is refused.
        refuseTimesFarFrom(LoopbackVenue.NOW_MILLIS);
        assertEquals(Cause.CLOCK_SKEW, failure(await(venue.account().orderByClientId(PUMP, "own-1"))));
        awaitUntil("the clock is read", () -> venue.clock().aheadMillis() == 0, venue.clock()::aheadMillis);
        assertInstanceOf(Lookup.Found.class, await(venue.account().orderByClientId(PUMP, "own-1")));
    }

    @Test
    void readsTheVenuesClockForNoOtherRefusal() {
        server.answerWith("{\"success\":false,\"code\":2005,\"message\":\"balance 513 is too low\"}");

        assertInstanceOf(PlacementReply.Refused.class, await(venue.account().placeOrder(entry(NewOrder.Kind.MARKET))));
        await(venue.account().orderByClientId(PUMP, "own-1"));

        assertTrue(server.requests.stream().noneMatch(seen -> seen.uri().endsWith("/ping")), server.requests::toString);
    }

    private void refuseTimesFarFrom(long venueMillis) {
        server.answer = request -> {
            String time = request.getHeader("Request-Time");
            String body = time == null
                    ? LoopbackVenue.serverTime(venueMillis)
                    : Math.abs(Long.parseLong(time) - venueMillis) > 10_000
                            ? "{\"success\":false,\"code\":513,\"message\":\"Invalid request\"}"
                            : "{\"success\":true,\"code\":0,\"data\":" + ORDER + "}";
            request.response().end(body);
        };
    }

    private static Cause failure(Lookup<?> answer) {
        return assertInstanceOf(Lookup.Failed.class, answer).failure().cause();
    }

    @Test
    void encodesAClientOrderIdInThePathAndDoesNotSignThePath() {
        server.answerWith("{\"success\":true,\"code\":0,\"data\":" + ORDER + "}");

        assertInstanceOf(Lookup.Found.class, await(venue.account().orderByClientId(PUMP, "a/b,c")));

        LoopbackVenue.Seen seen = server.requests.getFirst();
        assertEquals("/api/v1/private/order/external/PUMP_USDT/a%2Fb%2Cc", seen.uri());
        assertSigned(seen, "");
    }

    @Test
    void callsARefusedConnectionRetryable() throws IOException {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0)) {
            freePort = socket.getLocalPort();
        }
        var nobody = VenueConfig.of(
                URI.create("http://127.0.0.1:" + freePort), URI.create("ws://127.0.0.1:" + freePort), "k", "s");
        try (var unreachable = new MexcVenue(server.vertx, nobody, LoopbackVenue.CLOCK)) {
            var reply = await(unreachable.account().placeOrder(entry(NewOrder.Kind.MARKET)));

            var retryable = assertInstanceOf(PlacementReply.Retryable.class, reply);
            assertEquals(RejectionReason.VENUE_UNAVAILABLE, retryable.reason());
        }
    }

    @Test
    void callsAConnectionThatEndsAfterTheRequestUnknown() {
        server.answer = request -> request.connection().close();

        assertUnknown(UnknownCause.CONNECTION_LOST, await(venue.account().placeOrder(entry(NewOrder.Kind.MARKET))));
    }

    @Test
    void callsAReplyThatEndsHalfwayUnknown() {
        server.answer = request -> {
            request.response().putHeader("Content-Length", "1000").write("{\"success\":true");
            request.connection().close();
        };

        assertUnknown(UnknownCause.CONNECTION_LOST, await(venue.account().placeOrder(entry(NewOrder.Kind.MARKET))));
    }

    @Test
    void callsAMissingReplyUnknown() {
        server.answer = request -> {};
        try (var impatient = new MexcVenue(server.vertx, server.config(200), LoopbackVenue.CLOCK)) {
            assertUnknown(UnknownCause.TIMEOUT, await(impatient.account().placeOrder(entry(NewOrder.Kind.MARKET))));
        }
    }

    @Test
    void callsAnErrorOfTheServerUnknown() {
        server.answer = request -> request.response().setStatusCode(502).end("<html/>");

        assertUnknown(UnknownCause.SERVER_ERROR, await(venue.account().placeOrder(entry(NewOrder.Kind.MARKET))));
    }

    @Test
    void givesUpOnAReplyThatIsTooLong() {
        server.answer = request -> request.response().end("x".repeat((8 << 20) + 1));

        var failed = assertInstanceOf(Lookup.Failed.class, await(venue.market().instruments()));

        assertEquals(Cause.UNREADABLE_REPLY, failed.failure().cause());
    }

    @Test
    void sendsNothingPrivateWithoutCredentials() {
        VenueConfig config = server.config(1_000);
        try (var reader = new MexcVenue(
                server.vertx, VenueConfig.publicOnly(config.restBase(), config.socketUri()), LoopbackVenue.CLOCK)) {
            var failed =
                    assertInstanceOf(Lookup.Failed.class, await(reader.account().positions()));

            assertEquals(Cause.NOT_PERMITTED, failed.failure().cause());
            assertTrue(server.requests.isEmpty());
        }
    }

    @Test
    void readsAllPagesOfTheOpenOrders() {
        String full = String.join(",", Collections.nCopies(100, ORDER));
        server.answer = request -> request.response()
                .end("{\"success\":true,\"code\":0,\"data\":[" + (request.uri().contains("page_num=1&") ? full : ORDER)
                        + "]}");

        var orders = assertInstanceOf(Lookup.Found.class, await(venue.account().openOrders()));

        assertEquals(101, ((List<?>) orders.value()).size());
    }

    @Test
    void showsNoOpenOrdersWhenAPageIsMissing() {
        String full = String.join(",", Collections.nCopies(100, ORDER));
        server.answer = request -> request.response()
                .end(
                        request.uri().contains("page_num=1&")
                                ? "{\"success\":true,\"code\":0,\"data\":[" + full + "]}"
                                : "{\"success\":false,\"code\":510}");

        assertInstanceOf(Lookup.Failed.class, await(venue.account().openOrders()));
    }

    @Test
    void readsTheRowsOfACancel() {
        server.answerWith("""
                {"success":true,"code":0,"data":[{"orderId":1,"errorCode":0,"errorMsg":"success"},
                 {"orderId":"2","errorCode":2040,"errorMsg":"order not exist"},{"orderId":3,"errorCode":2041},{"orderId":4,"errorCode":600}]}""");

        var rows = assertInstanceOf(Lookup.Found.class, await(venue.account().cancel(List.of("1", "2", "3", "4"))));

        assertEquals(
                List.of(
                        new CancelRow("1", CancelRow.Outcome.CANCELLED, 0, "success"),
                        new CancelRow("2", CancelRow.Outcome.NOT_FOUND, 2040, "order not exist"),
                        new CancelRow("3", CancelRow.Outcome.NOT_CANCELLABLE, 2041, ""),
                        new CancelRow("4", CancelRow.Outcome.FAILED, 600, "")),
                rows.value());
        assertEquals("[\"1\",\"2\",\"3\",\"4\"]", server.requests.getFirst().body());
    }

    @Test
    void readsDealsAsListAsPageAndAlone() {
        String deal = """
                {"id":"5","orderId":"817","symbol":"PUMP_USDT","side":1,"vol":4,"price":0.02,"fee":0.1,"timestamp":1700000000000,"taker":true}""";
        List<String> forms = List.of("[" + deal + "]", "{\"resultList\":[" + deal + "]}", deal);

        List<Lookup<?>> read = forms.stream()
                .<Lookup<?>>map(form -> {
                    server.answerWith("{\"success\":true,\"code\":0,\"data\":" + form + "}");
                    return await(venue.account().dealsOfOrder("817"));
                })
                .toList();

        assertInstanceOf(Lookup.Found.class, read.getFirst());
        assertEquals(List.of(read.getFirst(), read.getFirst(), read.getFirst()), read);
    }

    @Test
    void readsWhatFundingWasSettled() {
        server.answerWith("""
                {"success":true,"code":0,"data":{"pageSize":100,"totalCount":1,"resultList":[{"id":77,"symbol":"PUMP_USDT",\
                "positionType":2,"positionValue":29.304,"funding":-0.00076,"rate":-0.000026,"settleTime":1700000000000,\
                "positionId":990}]}}""");

        Lookup<List<Funding>> found = await(venue.account().fundings());

        assertEquals(
                new Lookup.Found<>(List.of(new Funding(
                        "77",
                        "990",
                        PUMP,
                        Direction.SHORT,
                        Usdt.of("-0.00076"),
                        new BigDecimal("-0.000026"),
                        Instant.ofEpochMilli(1_700_000_000_000L)))),
                found);
        assertEquals(
                "/api/v1/private/position/funding_records",
                server.requests.getFirst().uri().split("\\?", 2)[0]);
    }

    @Test
    void sendsTheAccountsCommands() {
        server.answerWith("{\"success\":true,\"code\":0}");

        List<CommandReply> replies = List.of(
                await(venue.account().cancelAll(PUMP)),
                await(venue.account().setLeverage(PUMP, Direction.SHORT, 5)),
                await(venue.account().setPositionMode(PositionMode.HEDGE)));

        assertEquals(Collections.nCopies(3, new CommandReply.Done()), replies);
        assertEquals(
                List.of(
                        "/api/v1/private/order/cancel_all {\"symbol\":\"PUMP_USDT\"}",
                        "/api/v1/private/position/change_leverage"
                                + " {\"symbol\":\"PUMP_USDT\",\"leverage\":5,\"openType\":1,\"positionType\":2}",
                        "/api/v1/private/position/change_position_mode {\"positionMode\":1}"),
                server.requests.stream()
                        .map(seen -> seen.uri() + " " + seen.body())
                        .toList());
    }

    @Test
    void readsBalancesLeverageAndMode() {
        server.answerWith("""
                {"success":true,"code":0,"data":[{"currency":"USDT","positionMargin":1,"availableBalance":32.80984793658,"frozenBalance":0,
                 "equity":33.5,"unrealized":-0.25,"availableOpen":32.5}]}""");
        var assets = assertInstanceOf(Lookup.Found.class, await(venue.account().assets()));
        assertTrue(assets.value().toString().contains("available=32.5"), assets.toString());
        assertTrue(assets.value().toString().contains("unrealised=" + Usdt.of("-0.25")), assets.toString());

        server.answerWith("""
                {"success":true,"code":0,"data":[{"positionType":1,"openType":1,"leverage":2},{"positionType":2,"openType":2,"leverage":7}]}""");
        var leverage =
                assertInstanceOf(Lookup.Found.class, await(venue.account().leverage(PUMP)));
        assertEquals(2, ((List<?>) leverage.value()).size());

        server.answerWith("{\"success\":true,\"code\":0,\"data\":2}");
        assertEquals(
                new Lookup.Found<>(PositionMode.ONE_WAY), await(venue.account().positionMode()));
    }

    @Test
    void readsInstrumentsAndLeavesOutOnesThatItCannotRead() {
        String contract = """
                {"symbol":"%s","contractSize":%s,"priceUnit":0.00010,"volUnit":1,"minVol":1,"maxVol":1000,"maxLeverage":50,"takerFeeRate":0.0004,
                 "makerFeeRate":0,"maintenanceMarginRate":0.010,"state":%d,"apiAllowed":false,"type":2}""";
        server.answerWith("{\"success\":true,\"code\":0,\"data\":[" + contract.formatted("PUMP_USDT", "10", 0) + ","
                + contract.formatted("odd name", "1", 0) + "," + contract.formatted("OLD_USDT", "1", 3) + ","
                + contract.formatted("ZERO_USDT", "0", 0) + "]}");

        var found = assertInstanceOf(Lookup.Found.class, await(venue.market().instruments()));

        List<?> instruments = (List<?>) found.value();
        assertEquals(2, instruments.size());
        assertTrue(instruments.getFirst().toString().contains("priceTick=0.0001"), instruments.toString());
        assertTrue(instruments.getFirst().toString().endsWith("tradable=true]"), instruments.toString());
        assertTrue(instruments.getLast().toString().endsWith("tradable=false]"), instruments.toString());
    }

    @Test
    void readsRecentTradesOldestFirst() {
        server.answerWith("""
                {"success":true,"code":0,"data":[{"p":3,"v":1,"T":1,"O":1,"M":2,"t":1700000000002},{"p":2,"v":1,"T":2,"t":1700000000001},
                 {"p":1,"v":1,"T":2,"t":1700000000001}]}""");

        var found = assertInstanceOf(Lookup.Found.class, await(venue.market().recentTrades(PUMP, 100)));

        assertEquals(
                List.of(Price.of("1"), Price.of("2"), Price.of("3")),
                ((List<?>) found.value())
                        .stream().map(trade -> ((PublicTrade) trade).price()).toList());
        assertEquals(
                "/api/v1/contract/deals/PUMP_USDT?limit=100",
                server.requests.getFirst().uri());
    }

    @Test
    void sortsTheChangesOfTheBook() {
        server.answerWith("""
                {"success":true,"code":0,"data":[{"asks":[],"bids":[[2,1,1]],"version":9},{"asks":[],"bids":[[1,1,1]],"version":8}]}""");

        var found = assertInstanceOf(Lookup.Found.class, await(venue.market().depthChanges(PUMP, 20)));

        assertTrue(found.value().toString().indexOf("begin=8")
                < found.value().toString().indexOf("begin=9"));
    }

    @Test
    void readsServerTimeTickersAndDepth() {
        server.answerWith("{\"success\":true,\"code\":0,\"data\":1700000000000}");
        assertEquals(
                new Lookup.Found<>(Instant.ofEpochMilli(1_700_000_000_000L)),
                await(venue.market().serverTime()));

        server.answerWith(
                "{\"success\":true,\"code\":0,\"data\":{\"symbol\":\"PUMP_USDT\",\"lastPrice\":2,\"timestamp\":1}}");
        assertEquals(1, ((List<?>) found(await(venue.market().tickers()))).size());

        server.answerWith(
                "{\"success\":true,\"code\":0,\"data\":{\"asks\":[],\"bids\":[],\"version\":3,\"timestamp\":5,\"cts\":null}}");
        assertTrue(found(await(venue.market().depth(PUMP, 5))).toString().contains("version=3"));
    }

    @Test
    void answersManyCallsAtOnce() {
        server.answerWith(ACCEPTED);

        var replies = IntStream.range(0, 40)
                .mapToObj(i -> venue.account().placeOrder(entry(NewOrder.Kind.MARKET)))
                .toList();

        replies.forEach(reply -> assertInstanceOf(PlacementReply.Accepted.class, await(reply)));
    }

    private static Object found(Lookup<?> lookup) {
        return assertInstanceOf(Lookup.Found.class, lookup).value();
    }

    private static NewOrder entry(NewOrder.Kind kind) {
        return new NewOrder(
                "own-1",
                PUMP,
                Side.BUY,
                Direction.LONG,
                kind,
                Quantity.of(40),
                kind == NewOrder.Kind.MARKET ? null : Price.of("0.0215"),
                3,
                Price.of("0.019"));
    }

    private static void assertSigned(LoopbackVenue.Seen seen, String payload) {
        assertEquals("mx0testkey", seen.apiKey());
        assertEquals(Long.toString(LoopbackVenue.NOW_MILLIS), seen.time());
        var signature = new MexcSignature("mx0testkey", "testsecret0123456789");
        assertEquals(signature.of(seen.time(), payload), seen.signature());
    }

    private static void assertUnknown(UnknownCause cause, PlacementReply reply) {
        assertEquals(
                cause, assertInstanceOf(PlacementReply.Unknown.class, reply).cause());
    }
}
