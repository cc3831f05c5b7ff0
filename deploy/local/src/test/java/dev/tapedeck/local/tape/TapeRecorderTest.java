package dev.tapedeck.local.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.local.WrongUse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeRecorderTest {
    private static final String TERMS =
            "# symbol=ALFA_USDT price_tick=0.01 contract_size=20 max_quantity=500 taker_fee=0.0004 maker_fee=0.0001";

    @TempDir
    Path folder;

    private static byte[] encoded(String symbol, long sequence, EventData data) {
        return EventCodec.encode(
                new Event<>(symbol + sequence, "market-data", symbol, Instant.EPOCH, sequence, null, null, data));
    }

    private static byte[] listed(String symbol) {
        return encoded(
                symbol,
                1,
                new InstrumentListed(
                        Symbol.of(symbol),
                        new BigDecimal("20"),
                        Price.of("0.01"),
                        Quantity.of(1),
                        Quantity.of(1),
                        Quantity.of(500),
                        100,
                        new BigDecimal("0.0004"),
                        new BigDecimal("0.0001"),
                        new BigDecimal("0.005")));
    }

    private static byte[] printed(String symbol, long sequence, long millis, String price, int contracts) {
        return encoded(
                symbol,
                sequence,
                new TradesPrinted(
                        Symbol.of(symbol),
                        List.of(new Trade(
                                Long.toString(sequence),
                                Price.of(price),
                                Quantity.of(contracts),
                                Side.BUY,
                                Instant.ofEpochMilli(millis)))));
    }

    @Test
    void tradesKeepTheirOrderAndTheLateOnesMoveUpToTheOneBefore() throws IOException {
        Path file = folder.resolve("tape.csv");
        try (var recorder =
                new TapeRecorder(file.toString(), null, List.of(listed("ALFA_USDT")), Long.MIN_VALUE, Long.MAX_VALUE)) {
            recorder.take(printed("ALFA_USDT", 1, 1000, "0.25", 2));
            recorder.take(printed("ALFA_USDT", 2, 900, "0.26", 1));
            recorder.take(printed("ALFA_USDT", 3, 1100, "0.3", 3));

            assertTrue(recorder.written().getFirst().contains("3 trades of ALFA_USDT, 1 of them came late"));
        }

        assertEquals(
                List.of(TERMS, "ts_ms,price,qty,side", "1000,0.25,40,buy", "1000,0.26,20,buy", "1100,0.3,60,buy"),
                Files.readAllLines(file));
    }

    @Test
    void anEventThatIsOnTheLogTwiceIsTakenOnceAndTimesOutsideAreLeftOut() throws IOException {
        Path file = folder.resolve("tape.csv");
        try (var recorder = new TapeRecorder(file.toString(), null, List.of(listed("ALFA_USDT")), 1000, 1100)) {
            recorder.take(printed("ALFA_USDT", 1, 999, "0.25", 1));
            recorder.take(printed("ALFA_USDT", 2, 1000, "0.25", 1));
            recorder.take(printed("ALFA_USDT", 2, 1000, "0.25", 1));
            recorder.take(printed("ALFA_USDT", 3, 1100, "0.25", 1));
        }

        assertEquals(List.of(TERMS, "ts_ms,price,qty,side", "1000,0.25,20,buy"), Files.readAllLines(file));
    }

    @Test
    void eachSymbolHasAFileOfItsOwn() throws IOException {
        List<byte[]> both = List.of(listed("ALFA_USDT"), listed("BETA_USDT"));
        try (var recorder = new TapeRecorder(
                folder.resolve("{symbol}.csv").toString(), null, both, Long.MIN_VALUE, Long.MAX_VALUE)) {
            recorder.take(printed("BETA_USDT", 1, 1000, "0.25", 1));
        }

        assertEquals(2, Files.readAllLines(folder.resolve("ALFA_USDT.csv")).size());
        assertEquals(3, Files.readAllLines(folder.resolve("BETA_USDT.csv")).size());
    }

    @Test
    void severalSymbolsForOneFileAreRefused() {
        List<byte[]> both = List.of(listed("ALFA_USDT"), listed("BETA_USDT"));
        String file = folder.resolve("tape.csv").toString();

        var wrong = assertThrows(WrongUse.class, () -> new TapeRecorder(file, null, both, 0, 1).close());
        assertTrue(wrong.toString().contains("{symbol}"), wrong.toString());
        assertTrue(Files.notExists(Path.of(file)));
    }

    @Test
    void aSymbolThatTheLogDoesNotHaveIsRefused() {
        String file = folder.resolve("tape.csv").toString();

        var wrong = assertThrows(
                WrongUse.class, () -> new TapeRecorder(file, "BETA_USDT", List.of(listed("ALFA_USDT")), 0, 1).close());
        assertTrue(wrong.toString().contains("BETA_USDT"), wrong.toString());
    }
}
