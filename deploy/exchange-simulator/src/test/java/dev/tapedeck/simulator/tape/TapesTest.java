package dev.tapedeck.simulator.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.simulator.core.Instrument;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapesTest {
    private static final BigDecimal BTC_USDT = new BigDecimal("10000");
    private static final String HEADER = "ts_ms,price,qty,side\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> prints(TapeCursor cursor) {
        List<String> prints = new ArrayList<>();
        try (cursor) {
            while (cursor.advance()) {
                prints.add(cursor.timestampMillis() + " " + cursor.market() + " " + cursor.ticks() + " "
                        + cursor.contracts() + " " + (cursor.buyerTakes() ? "buy" : "sell"));
            }
        }
        return prints;
    }

    private Recording open(Path file) {
        return CsvTape.open(TapeName.parse(file.toString()), 0, BTC_USDT);
    }

    @Test
    void requotesPricesOfBtcTapesExactly() throws IOException {
        Path file = file("ADXBTC_20190705T1700.csv", HEADER + "1000,0.00001348,81,buy\n1000,0.0000135,0.4,sell\n");

        Recording recording = open(file);

        Instrument instrument = recording.opening().instrument();
        assertEquals("ADX_USDT", instrument.symbol());
        assertEquals("0.0001", instrument.priceUnit().toPlainString());
        assertEquals("1", instrument.contractSize().toPlainString());
        assertEquals(0, new BigDecimal("0.1348").compareTo(instrument.price(1348)));
        assertEquals(
                List.of("1000 0 1348 81 buy", "1000 0 1350 1 sell"),
                prints(recording.opener().apply(0)));
    }

    @Test
    void roundsQuantitiesHalfUpToContracts() throws IOException {
        Path file = file(
                "bitstamp_BTCUSD_x.csv",
                HEADER + "1,800.01,0.1,buy\n2,800.05,0.27838049,sell\n3,800,0.00014,buy\n4,800,0.00015,buy\n");

        Recording recording = open(file);

        assertEquals("BTC_USDT", recording.symbol());
        assertEquals("0.0001", recording.opening().instrument().contractSize().toPlainString());
        assertEquals(
                List.of("1 0 80001 1000 buy", "2 0 80005 2784 sell", "3 0 80000 1 buy", "4 0 80000 2 buy"),
                prints(recording.opener().apply(0)));
    }

    @Test
    void readsGzippedTapesTheSame() throws IOException {
        Path zipped = folder.resolve("ETHUSDT_z.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write((HEADER + "5,2681.62,1,sell\n").getBytes(StandardCharsets.UTF_8));
        }

        assertEquals(
                List.of("5 0 268162 10000 sell"), prints(open(zipped).opener().apply(0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,1,1,buy\\n0,1,1,buy | :3: ts_ms must not be before the previous row's 1, was 0",
                "1,abc,1,buy | :2: price must be a plain decimal above 0, was 'abc'",
                "1,0.000,1,buy | :2: price must be a plain decimal above 0, was '0.000'",
                "1,1,-1,buy | :2: qty must be a plain decimal above 0, was '-1'",
                "1,1,1,hold | :2: side must be buy or sell, was 'hold'",
                "1,1,1 | :2: qty must be a plain decimal above 0, was '1'",
                "soon,1,1,buy | :2: ts_ms must be UTC milliseconds, was 'soon'"
            })
    void namesFileLineAndFaultOfAMalformedRow(String rows, String message) throws IOException {
        Path file = file("ETHUSDT_bad.csv", HEADER + rows.replace("\\n", "\n") + "\n");

        InvalidTapeException fault = assertThrows(InvalidTapeException.class, () -> open(file));

        assertEquals(file + message, fault.getMessage());
    }

    @Test
    void refusesMissingEmptyAndHeaderlessTapes() throws IOException {
        Path headerless = file("ETHUSDT_h.csv", "1,1,1,buy\n");
        Path empty = file("ETHUSDT_e.csv", HEADER);

        assertTrue(message(folder.resolve("ETHUSDT_none.csv")).contains("no such tape file"));
        assertTrue(message(headerless).contains(":1: header must be ts_ms,price,qty,side, was '1,1,1,buy'"));
        assertTrue(message(empty).contains("a tape must have at least one row"));
    }

    private String message(Path file) {
        return String.valueOf(
                assertThrows(InvalidTapeException.class, () -> open(file)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "ADXBTC_20190705T1700.csv.gz, ADX_USDT, true",
        "bitstamp_BTCUSD_20131125_tickrule.csv.gz, BTC_USDT, false",
        "binance_usdm_BTCUSDT_20240808.csv.gz, BTC_USDT, false",
        "binance_usdm_TRX_20250304.csv.gz, TRX_USDT, false",
        "quiet_binance_spot_BTSBTC_20190707-0726.csv.gz, BTS_USDT, true",
        "SOL_USDT=any.csv, SOL_USDT, false"
    })
    void symbolComesFromTheFileNameOrTheExplicitForm(String text, String symbol, boolean quotedInBtc) {
        TapeName name = TapeName.parse(text);

        assertEquals(symbol, name.symbol());
        assertEquals(quotedInBtc, name.quotedInBtc());
    }

    @Test
    void refusesNamesWithoutASymbolAndSymbolsGivenTwice() throws IOException {
        assertThrows(InvalidTapeException.class, () -> TapeName.parse("trades.csv"));
        Path file = file("ETHUSDT_1.csv", HEADER + "1,1,1,buy\n");

        assertThrows(
                InvalidTapeException.class,
                () -> Recordings.ofTapes(List.of(file.toString(), file.toString()), BTC_USDT));
    }

    @Test
    void mergesTapesByTimeThenMarket() throws IOException {
        Path eth = file("ETHUSDT_1.csv", HEADER + "1,2000,1,buy\n3,2000,1,buy\n");
        Path sol = file("SOLUSDT_1.csv", HEADER + "1,20,1,sell\n2,20,1,sell\n");
        List<Recording> recordings = Recordings.ofTapes(List.of(eth.toString(), sol.toString()), BTC_USDT);

        List<String> merged = prints(new MergedTape(recordings));

        assertEquals(
                List.of("1 0", "1 1", "2 1", "3 0"),
                merged.stream()
                        .map(print -> print.split(" ", -1))
                        .map(parts -> parts[0] + " " + parts[1])
                        .toList());
    }

    @Test
    void equalSeedsGiveEqualScenariosAndOtherSeedsOtherOnes() {
        assertEquals(firstPrints(Scenario.FLAT, 1), firstPrints(Scenario.FLAT, 1));
        assertFalse(firstPrints(Scenario.FLAT, 1).equals(firstPrints(Scenario.FLAT, 2)));
    }

    private static List<String> firstPrints(Scenario scenario, long seed) {
        TapeCursor cursor = Recordings.ofScenario(scenario, List.of("ADX_USDT"), seed)
                .getFirst()
                .opener()
                .apply(0);
        List<String> prints = new ArrayList<>();
        for (int i = 0; i < 500 && cursor.advance(); i++) {
            prints.add(cursor.timestampMillis() + " " + cursor.ticks() + " " + cursor.contracts());
        }
        return prints;
    }

    @Test
    void pumpRisesAndCrashFallsWithinMinutes() {
        assertTrue(priceAfterMinutes(Scenario.PUMP, 11.5) > 1.15 * priceAfterMinutes(Scenario.PUMP, 9.9));
        assertTrue(priceAfterMinutes(Scenario.CRASH, 13) < 0.85 * priceAfterMinutes(Scenario.CRASH, 9.9));
        double calm = priceAfterMinutes(Scenario.FLAT, 13) / priceAfterMinutes(Scenario.FLAT, 9.9);
        assertTrue(calm > 0.97 && calm < 1.03, "flat moved by " + calm);
    }

    private static double priceAfterMinutes(Scenario scenario, double minutes) {
        Recording recording =
                Recordings.ofScenario(scenario, List.of("ADX_USDT"), 5).getFirst();
        TapeCursor cursor = recording.opener().apply(0);
        double price = 0;
        while (cursor.advance() && cursor.timestampMillis() < recording.firstMillis() + minutes * 60_000) {
            price = cursor.ticks();
        }
        return price;
    }

    private static final String TERMS =
            "# symbol=ALFA_USDT price_tick=0.0025 contract_size=20 max_quantity=500 taker_fee=0.0002 maker_fee=-0.0001\n";

    @Test
    void takesTheTermsOfARecordedTapeAsTheyAre() throws IOException {
        Path file = file("ALFA_USDT.csv", TERMS + HEADER + "1000,0.25,40,buy\n1001,0.2575,20,sell\n");

        Recording recording = open(file);

        Instrument instrument = recording.opening().instrument();
        assertEquals("0.0025", instrument.priceUnit().toPlainString());
        assertEquals("20", instrument.contractSize().toPlainString());
        assertEquals(500, instrument.maxVol());
        assertEquals(
                List.of(5L, 25L, 100L, 500L),
                instrument.riskLadder().stream().map(tier -> tier.maxVol()).toList());
        assertEquals("0.0002", instrument.takerFeeRate().toPlainString());
        assertEquals("-0.0001", instrument.makerFeeRate().toPlainString());
        assertEquals(
                List.of("1000 0 100 2 buy", "1001 0 103 1 sell"),
                prints(recording.opener().apply(0)));
    }

    @Test
    void refusesARecordedTapeOfAnotherSymbol() throws IOException {
        Path file = file("BETA_USDT.csv", TERMS + HEADER + "1000,0.25,40,buy\n");

        var invalid = assertThrows(InvalidTapeException.class, () -> open(file));

        assertTrue(invalid.toString().contains("must be of BETA_USDT"), invalid.toString());
    }

    @Test
    void refusesAPriceBetweenTheTicksOfARecordedTape() throws IOException {
        Path file = file("ALFA_USDT.csv", TERMS + HEADER + "1000,0.251,40,buy\n");

        var invalid = assertThrows(InvalidTapeException.class, () -> open(file));

        assertTrue(invalid.toString().contains("whole number of ticks"), invalid.toString());
    }

    @Test
    void refusesTermsThatAreMalformed() throws IOException {
        Path file = file("ALFA_USDT.csv", TERMS.replace("500", "0") + HEADER + "1000,0.25,40,buy\n");

        var invalid = assertThrows(InvalidTapeException.class, () -> open(file));

        assertTrue(invalid.toString().contains("the line of terms must be"), invalid.toString());
    }
}
