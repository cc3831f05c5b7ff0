package dev.tapedeck.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.local.tape.TapeRecorder;
import dev.tapedeck.simulator.core.Instrument;
import dev.tapedeck.simulator.tape.Recording;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.simulator.tape.TapeCursor;
import dev.tapedeck.simulator.wire.MarketRows;
import dev.tapedeck.strategy.file.StrategyFileReader;
import dev.tapedeck.venue.mexc.MexcTexts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTapeTest {
    @TempDir
    Path folder;

    private static Recording open(String tape) {
        return Recordings.ofTapes(List.of(tape), BigDecimal.valueOf(10_000)).getFirst();
    }

    private static <D extends EventData> byte[] encoded(String subject, long sequence, Instant at, D data) {
        return EventCodec.encode(
                new Event<>(subject + sequence, "market-data", subject, at, sequence, null, null, data));
    }

    /** Records what a stack has on its log when it plays the tape. */
    private String record(Recording recording, long fromMillis) throws IOException {
        Instrument instrument = recording.opening().instrument();
        InstrumentListed terms =
                MexcTexts.instrument(MarketRows.detail(instrument)).terms();
        Path file = folder.resolve("recorded.csv.gz");
        try (var recorder = new TapeRecorder(
                        file.toString(),
                        null,
                        List.of(encoded(instrument.symbol(), 1, Instant.EPOCH, terms)),
                        fromMillis,
                        Long.MAX_VALUE);
                TapeCursor prints = recording.opener().apply(0)) {
            for (int number = 1; prints.advance(); number++) {
                Instant at = Instant.ofEpochMilli(prints.timestampMillis());
                var trade = new Trade(
                        Integer.toString(number),
                        new Price(instrument.price(prints.ticks())),
                        Quantity.of(prints.contracts()),
                        prints.buyerTakes() ? Side.BUY : Side.SELL,
                        at);
                recorder.take(
                        encoded(instrument.symbol(), number, at, new TradesPrinted(terms.symbol(), List.of(trade))));
            }
        }
        return instrument.symbol() + "=" + file;
    }

    private static List<String> prints(Recording recording, long fromMillis) {
        var prints = new ArrayList<String>();
        try (TapeCursor cursor = recording.opener().apply(0)) {
            while (cursor.advance()) {
                if (cursor.timestampMillis() >= fromMillis) {
                    prints.add(cursor.timestampMillis() + " " + cursor.ticks() + " " + cursor.contracts() + " "
                            + cursor.buyerTakes());
                }
            }
        }
        return prints;
    }

    private static List<String> decisions(Recording recording) {
        var assumptions = new Assumptions(
                "backtest",
                List.of(recording),
                List.of(StrategyFileReader.bundled("tape-rider")),
                null,
                null,
                Usdt.of(10_000),
                RiskLimits.DEFAULTS,
                50);
        return new Backtest(assumptions, reached -> {})
                .run().log().stream()
                        .map(event -> new String(EventCodec.encode(event), StandardCharsets.UTF_8))
                        .toList();
    }

    @Test
    void aRecordedTapeGivesTheSameContractPrintsAndDecisions() throws Exception {
        Recording original = open(MadeUpTape.write(folder, "ALFA_USDT", 5));
        Recording recorded = open(record(original, 0));

        assertEquals(original.opening(), recorded.opening());
        assertEquals(prints(original, 0), prints(recorded, 0));
        List<String> decisions = decisions(original);
        assertFalse(decisions.isEmpty());
        assertEquals(decisions, decisions(recorded));
    }

    @Test
    void aPartOfATapeKeepsTheContract() throws Exception {
        Recording original = open(MadeUpTape.write(folder, "ALFA_USDT", 6));
        long fromMillis = original.firstMillis() + 600_000;
        Recording recorded = open(record(original, fromMillis));

        Instrument before = original.opening().instrument();
        Instrument after = recorded.opening().instrument();
        assertEquals(before.priceUnit(), after.priceUnit());
        assertEquals(before.contractSize(), after.contractSize());
        assertEquals(before.riskLadder(), after.riskLadder());
        assertEquals(prints(original, fromMillis), prints(recorded, fromMillis));
    }
}
