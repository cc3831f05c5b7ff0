package dev.tapedeck.venue.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.venue.Asset;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Level;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.PublicFrame;
import dev.tapedeck.venue.PublicTrade;
import dev.tapedeck.venue.VenueOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MexcMessagesTest {
    private static final Symbol PUMP = Symbol.of("PUMP_USDT");
    private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);

    private static final String DEAL = """
            {"symbol":"PUMP_USDT","data":[{"p":0.0215,"v":12,"T":1,"O":3,"M":1,"t":1700000000123,"i":"55001","cts":"1700000000123"}],\
            "channel":"push.deal","ts":1700000000125}""";
    private static final String DEPTH = """
            {"channel":"push.depth","data":{"asks":[[2.2E-2,7,1]],"bids":[["0.0213",0,0]],"begin":41,"end":44,"version":44,"cts":1700000000123},\
            "symbol":"PUMP_USDT","ts":"1700000000125"}""";
    private static final String ORDER = """
            {"channel":"push.personal.order","data":{"orderId":817027833053397511,"externalOid":"own-1","symbol":"PUMP_USDT","side":3,"vol":40,\
            "dealVol":15,"remainVol":25,"dealAvgPrice":0.0211,"state":4,"errorCode":18,"leverage":3,"version":6,"createTime":1700000000000,\
            "updateTime":1700000000123,"somethingNew":{"a":[1]}},"ts":1700000000123}""";
    private static final String POSITION = """
            {"channel":"push.personal.position","data":{"positionId":9001,"symbol":"PUMP_USDT","holdVol":40,"positionType":2,"openType":1,"state":1,\
            "frozenVol":5,"holdAvgPrice":0.0211,"liquidatePrice":0.028,"im":0.28,"realised":-0.01,"pnl":0.05,"marginRatio":0.03,"leverage":3,\
            "updateTime":1700000000123,"version":2},"ts":1700000000123}""";

    @Test
    void readsTradesOldestFirstWithIdsAsTextOrNumber() {
        MexcMessage message = MexcMessages.parse("""
                {"ts":"1700000000130","channel":"push.deal","symbol":"PUMP_USDT","data":[
                  {"p":0.0216,"v":3,"T":2,"t":1700000000124,"i":55002},{"p":"0.0215","v":"12","T":1,"t":"1700000000123","i":"55001"}]}""");

        var expected = new PublicFrame.Trades(
                PUMP,
                List.of(
                        new PublicTrade("55001", Price.of("0.0215"), Quantity.of(12), Side.BUY, AT),
                        new PublicTrade("55002", Price.of("0.0216"), Quantity.of(3), Side.SELL, AT.plusMillis(1))),
                AT.plusMillis(1));
        assertEquals(new MexcMessage.Market(expected), message);
    }

    @Test
    void readsASingleTradeThatIsNotInAList() {
        MexcMessage message = MexcMessages.parse(DEAL.replace("[{", "{").replace("}]", "}"));

        assertEquals(MexcMessages.parse(DEAL), message);
    }

    @Test
    void readsATradeWithoutAnId() {
        MexcMessage message = MexcMessages.parse(DEAL.replace(",\"i\":\"55001\"", ""));

        var trades = assertInstanceOf(PublicFrame.Trades.class, market(message));
        assertEquals(
                new PublicTrade(null, Price.of("0.0215"), Quantity.of(12), Side.BUY, AT),
                trades.trades().getFirst());
    }

    @Test
    void readsMergedAndSingleChangesOfTheBook() {
        var merged = assertInstanceOf(PublicFrame.DepthChanged.class, market(MexcMessages.parse(DEPTH)));
        var single = assertInstanceOf(
                PublicFrame.DepthChanged.class,
                market(MexcMessages.parse(DEPTH.replace("\"begin\":41,\"end\":44,", ""))));

        assertEquals(41, merged.change().begin());
        assertEquals(44, merged.change().end());
        assertEquals(44, single.change().begin());
        assertEquals(
                List.of(new Level(Price.of("0.022"), Quantity.of(7))),
                merged.change().asks());
        assertEquals(
                List.of(new Level(Price.of("0.0213"), Quantity.ZERO)),
                merged.change().bids());
        assertEquals(AT, merged.at());
    }

    @Test
    void sortsTheTopOfTheBookAndLeavesOutEmptyLevels() {
        MexcMessage message = MexcMessages.parse("""
                {"channel":"push.depth.full","symbol":"PUMP_USDT","ts":1700000000123,"data":{"version":5,"cts":null,
                 "asks":[[0.023,1,1],[0.022,7,1]],"bids":[[0.020,4,1],[0.021,0,0],[0.0205,2,1]]}}""");

        var top = assertInstanceOf(PublicFrame.TopOfBook.class, market(message)).book();
        assertEquals(Price.of("0.0205"), top.bids().getFirst().price());
        assertEquals(Price.of("0.022"), top.asks().getFirst().price());
        assertEquals(AT, top.at());
    }

    @Test
    void readsTickerAndFairPrice() {
        MexcMessage ticker = MexcMessages.parse("""
                {"channel":"push.ticker","symbol":"PUMP_USDT","ts":1700000000125,"data":{"symbol":"PUMP_USDT","lastPrice":0.0215,"bid1":0.0214,
                 "ask1":0,"fairPrice":0.02149,"timestamp":1700000000123,"volume24":6.1E7}}""");
        MexcMessage fair = MexcMessages.parse("""
                {"channel":"push.fair.price","symbol":"PUMP_USDT","data":{"price":0.0214},"ts":1700000000123}""");

        var read = assertInstanceOf(PublicFrame.TickerChanged.class, market(ticker))
                .ticker();
        assertEquals(Price.of("0.02149"), read.fairPrice());
        assertEquals(null, read.askPrice());
        assertEquals(AT, read.at());
        assertEquals(new PublicFrame.FairPriceChanged(PUMP, Price.of("0.0214"), AT), market(fair));
    }

    @Test
    void readsAnOrderWithWhyItEnded() {
        var frame = assertInstanceOf(MexcMessage.Own.class, MexcMessages.parse(ORDER))
                .frame();

        var expected = new VenueOrder(
                "817027833053397511",
                "own-1",
                PUMP,
                Side.SELL,
                Direction.SHORT,
                VenueOrder.State.CANCELLED,
                Quantity.of(40),
                Quantity.of(15),
                Price.of("0.0211"),
                3,
                new VenueOrder.Ended(18, "ioc_cancel", RejectionReason.OTHER),
                6,
                Instant.ofEpochMilli(1_700_000_000_000L),
                AT);
        assertEquals(new PrivateFrame.OrderChanged(expected, AT), frame);
    }

    @Test
    void readsBothNamesOfTheTakerFlag() {
        String deal = """
                {"channel":"push.personal.order.deal","data":{"id":%s,"orderId":"817","symbol":"PUMP_USDT","side":4,"vol":2,"price":0.021,\
                "fee":-0.001,"profit":0.5,"%s":false,"timestamp":1700000000123},"ts":1700000000123}""";
        var expected = new PrivateFrame.DealDone(
                new Deal(
                        "139",
                        "817",
                        null,
                        PUMP,
                        Side.SELL,
                        Direction.LONG,
                        Price.of("0.021"),
                        Quantity.of(2),
                        Usdt.of("-0.001"),
                        Usdt.of("0.5"),
                        false,
                        AT),
                AT);

        assertEquals(new MexcMessage.Own(expected), MexcMessages.parse(deal.formatted("\"139\"", "taker")));
        assertEquals(new MexcMessage.Own(expected), MexcMessages.parse(deal.formatted("139", "isTaker")));
    }

    @Test
    void readsPositionAndAsset() {
        var position = assertInstanceOf(
                        PrivateFrame.PositionChanged.class,
                        assertInstanceOf(MexcMessage.Own.class, MexcMessages.parse(POSITION))
                                .frame())
                .position();
        var asset =
                assertInstanceOf(MexcMessage.Own.class, MexcMessages.parse("""
                {"channel":"push.personal.asset","data":{"currency":"USDT","availableBalance":7.5,"frozenBalance":1,"positionMargin":2.3},\
                "ts":1700000000123}""")).frame();

        assertEquals(Direction.SHORT, position.direction());
        assertEquals("9001", position.positionId());
        assertEquals(Quantity.of(5), position.frozen());
        assertEquals(new BigDecimal("0.03"), position.marginRatio());
        assertTrue(position.open());
        assertEquals(
                new PrivateFrame.AssetChanged(
                        new Asset("USDT", Usdt.of("7.5"), Usdt.of(1), Usdt.of("2.3"), null, null), AT),
                asset);
    }

    @Test
    void tellsPongLoginRefusalAndTheRest() {
        assertEquals(new MexcMessage.Pong(), MexcMessages.parse("{\"channel\":\"pong\",\"data\":1700000000123}"));
        assertEquals(
                new MexcMessage.LoggedIn(),
                MexcMessages.parse("{\"channel\":\"rs.login\",\"data\":\"success\",\"ts\":\"1\"}"));
        assertInstanceOf(
                MexcMessage.Refused.class,
                MexcMessages.parse("{\"channel\":\"rs.login\",\"data\":{\"code\":401,\"msg\":\"no\"}}"));
        assertEquals(
                new MexcMessage.Refused("Contract [X] not exists"),
                MexcMessages.parse("{\"channel\":\"rs.error\",\"data\":\"Contract [X] not exists\",\"ts\":1}"));
        assertEquals(
                new MexcMessage.Unused("rs.sub.deal"),
                MexcMessages.parse("{\"channel\":\"rs.sub.deal\",\"data\":\"success\",\"ts\":1}"));
        assertEquals(
                new MexcMessage.Unused("push.deal"),
                MexcMessages.parse("{\"channel\":\"push.deal\",\"symbol\":\"PUMP_USDT\",\"data\":[],\"ts\":1}"));
    }

    @Test
    void reportsABadFrameWithItsTextCut() {
        String bad = "{\"channel\":\"push.deal\",\"symbol\":\"PUMP_USDT\",\"data\":\"" + "x".repeat(2_000) + "\"}";

        var malformed = assertInstanceOf(MexcMessage.Malformed.class, MexcMessages.parse(bad));

        assertEquals(bad.substring(0, 500), malformed.text());
        assertTrue(malformed.reason().contains("must be a list"), malformed.reason());
    }

    @Test
    void namesWhatIsWrong() {
        assertMalformed("T must be 1 or 2", DEAL.replace("\"T\":1", "\"T\":7"));
        assertMalformed("price must be > 0", DEAL.replace("0.0215", "-1"));
        assertMalformed("at most 60", DEAL.replace("0.0215", "1E999999999"));
        assertMalformed("whole number", DEAL.replace("1700000000123", "1.5"));
        assertMalformed("begin must be <= end", DEPTH.replace("\"begin\":41", "\"begin\":50"));
        assertMalformed("symbol must match", DEAL.replace("PUMP_USDT", "pump usdt"));
        assertMalformed("order state", ORDER.replace("\"state\":4", "\"state\":9"));
        assertMalformed("'channel' is required", "{}");
        assertMalformed("must be JSON", "{\"channel\":");
        assertMalformed("must be an object", "");
        assertMalformed("readable numbers", DEAL.replace("0.0215", "8E7027833053397511"));
    }

    private static void assertMalformed(String reason, String text) {
        var malformed = assertInstanceOf(MexcMessage.Malformed.class, MexcMessages.parse(text));
        assertTrue(malformed.reason().contains(reason), malformed.reason());
    }

    @Test
    void neverThrowsWhateverTheTextIs() {
        List<String> samples = List.of(DEAL, DEPTH, ORDER, POSITION);
        for (long seed = 1; seed <= 4_000; seed++) {
            var random = new SplittableRandom(seed);
            String text = damaged(samples.get(random.nextInt(samples.size())), random);
            try {
                MexcMessages.parse(text);
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed=" + seed + " text=" + text, thrown);
            }
        }
    }

    /** Cuts, overwrites, moves or exchanges pieces. */
    private static String damaged(String text, SplittableRandom random) {
        var damaged = new StringBuilder(text);
        int wounds = 1 + random.nextInt(4);
        for (int i = 0; i < wounds && damaged.length() > 2; i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(5)) {
                case 0 -> damaged.setLength(at);
                case 1 -> damaged.setCharAt(at, "{}[]\",:0-9eE.nulltrue".charAt(random.nextInt(21)));
                case 2 -> damaged.deleteCharAt(at);
                case 3 -> damaged.insert(at, damaged.substring(random.nextInt(damaged.length())));
                default -> {
                    String[] tokens = damaged.toString().split("(?<=[,:])", -1);
                    int other = random.nextInt(tokens.length);
                    int one = random.nextInt(tokens.length);
                    String kept = tokens[one];
                    tokens[one] = tokens[other];
                    tokens[other] = kept;
                    damaged = new StringBuilder(String.join("", tokens));
                }
            }
        }
        return damaged.toString();
    }

    private static PublicFrame market(MexcMessage message) {
        return assertInstanceOf(MexcMessage.Market.class, message).frame();
    }
}
