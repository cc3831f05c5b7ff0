package dev.tapedeck.contracts.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final Instant AT = Instant.parse("2019-07-05T17:00:00.123Z");
    private static final String FEED =
            "{\"id\":\"f/1\",\"type\":\"FeedStatusChanged.v1\",\"source\":\"market-data\",\"subject\":\"BTC_USDT\","
                    + "\"time\":\"2019-07-05T17:00:00.123Z\",\"sequence\":1,"
                    + "\"data\":{\"symbol\":\"BTC_USDT\",\"state\":\"LIVE\",\"ageMillis\":0,\"reason\":\"frames arrive\"}}";

    @Test
    void writesDecimalsAsStringsAndTimesInUtc() {
        String json = new String(EventCodec.encode(trade("60000.10")), StandardCharsets.UTF_8);
        assertTrue(json.contains("\"price\":\"60000.1\""), json);
        assertTrue(json.contains("\"at\":\"2019-07-05T17:00:00.123Z\""), json);
    }

    @Test
    void readsBackWhatItWrote() throws UndecodableEvent {
        Event<?> event = trade("0.00001348");
        assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
    }

    @Test
    void readsFieldsInAnyOrder() throws UndecodableEvent {
        String shuffled =
                "{\"data\":{\"reason\":\"frames arrive\",\"symbol\":\"BTC_USDT\",\"state\":\"LIVE\",\"ageMillis\":0},"
                        + "\"sequence\":1,\"time\":\"2019-07-05T17:00:00.123Z\",\"subject\":\"BTC_USDT\",\"source\":\"market-data\","
                        + "\"type\":\"FeedStatusChanged.v1\",\"id\":\"f/1\"}";
        assertEquals(decode(FEED), decode(shuffled));
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() throws UndecodableEvent {
        String later = FEED.replace("\"state\"", "\"colour\":{\"r\":[1,2]},\"state\"")
                .replace("\"sequence\"", "\"shardid\":\"7\",\"sequence\"");
        assertEquals(decode(FEED), decode(later));
    }

    @Test
    void refusesAnEventWithoutARequiredField() {
        for (String field : List.of("\"reason\":\"frames arrive\"", "\"state\":\"LIVE\"", "\"ageMillis\":0")) {
            String without = FEED.replace("," + field, "").replace(field + ",", "");
            assertThrows(UndecodableEvent.class, () -> decode(without), without);
        }
    }

    @Test
    void refusesAnEnvelopeWithoutARequiredAttribute() {
        for (String attribute : List.of("id", "type", "source", "subject", "time", "sequence")) {
            String without = FEED.replaceFirst("\"" + attribute + "\":(\"[^\"]*\"|[0-9]+),", "");
            assertThrows(UndecodableEvent.class, () -> decode(without), without);
        }
    }

    @Test
    void refusesNullWhereAValueIsRequired() {
        assertThrows(UndecodableEvent.class, () -> decode(FEED.replace("\"LIVE\"", "null")));
    }

    @Test
    void refusesWhatIsNotOneEvent() {
        for (String text :
                List.of("", "null", "[]", "{", "{}", FEED + FEED, FEED.replace("FeedStatusChanged", "Nope"))) {
            assertThrows(UndecodableEvent.class, () -> decode(text), text);
        }
    }

    @Test
    void saysWhatWasWrong() {
        var refused =
                assertThrows(UndecodableEvent.class, () -> decode(FEED.replace("FeedStatusChanged.v1", "Nope.v1")));
        assertEquals("type must be in the catalogue, was 'Nope.v1'", refused.getMessage());
    }

    @Test
    void knowsTheClassOfAnEventByItsType() throws UndecodableEvent {
        assertEquals(FeedEvent.FeedStatusChanged.class, decode(FEED).data().getClass());
    }

    private static Event<?> decode(String json) throws UndecodableEvent {
        return EventCodec.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Event<?> trade(String price) {
        var trade = new TickEvent.Trade("17", Price.of(price), Quantity.of(3), Side.BUY, AT);
        return new Event<>(
                "ticks/BTC_USDT/deals/17-17",
                "market-data",
                "BTC_USDT",
                AT,
                1,
                null,
                null,
                new TickEvent.TradesPrinted(Symbol.of("BTC_USDT"), List.of(trade)));
    }
}
