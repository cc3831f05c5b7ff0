package dev.tapedeck.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.TickEvent;
import dev.tapedeck.contracts.event.TickEvent.HeartbeatSeen;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickTallyTest {
    private static final Symbol BTC = Symbol.of("BTC_USDT");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void countsTheTradesOfARecord() {
        assertEquals(3, TickTally.trades(encoded(new TradesPrinted(BTC, List.of(trade("1"), trade("2"), trade("3"))))));
    }

    @Test
    void findsNoTradesInOtherTicks() {
        assertEquals(0, TickTally.trades(encoded(new HeartbeatSeen(BTC))));
    }

    private static Trade trade(String id) {
        return new Trade(id, Price.of("100.5"), Quantity.of(2), Side.BUY, AT);
    }

    private static byte[] encoded(TickEvent tick) {
        return EventCodec.encode(new Event<>("ticks/BTC_USDT/1", "market-data", "BTC_USDT", AT, 1, null, null, tick));
    }
}
