package dev.tapedeck.backtest.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.backtest.command.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on a tape of two days: a trade a minute, and three sweeps of the book when the pump begins. */
class DetectTest {
    private static final long START = 1_546_300_800_000L;
    private static final long MINUTE = 60_000;
    private static final long ONSET = START + 36 * 60 * MINUTE;
    private static final String STRATEGY = """
            id: sweeps
            version: 3
            direction: LONG
            sections:
              S1:
                - {indicator: price_momentum_60, operator: AT_LEAST, value: 5}
                - {indicator: rush_orders_25, operator: AT_LEAST, value: 3}
              E1:
                - {indicator: position_return_bps, operator: AT_MOST, value: -500}
            notionalUsdt: 100
            leverage: 1
            maxSlippageBps: 100
            stopLossBps: 800
            entryTimeoutSeconds: 30
            maxHoldSeconds: 600
            cooldownSeconds: 1800
            """;

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeInputs() throws IOException {
        Files.writeString(folder.resolve("sweeps.yaml"), STRATEGY);
        Files.writeString(folder.resolve("events.csv"), """
                event_id,symbol,announce_ts_ms,gt_5s_ts_ms,peak_ratio,other_known_pumps_ts_ms,growth,quality
                ABCBTC_1,ABCBTC,%d,%d,1.2,,"29,5%%",strong
                """.formatted(ONSET, ONSET));
        Files.write(folder.resolve("ABCBTC_1.csv"), tape());
    }

    private static List<String> tape() {
        List<String> rows = new ArrayList<>();
        rows.add("ts_ms,price,qty,side");
        for (long at = START; at < START + 48 * 60 * MINUTE; at += MINUTE) {
            rows.add(at + ",0.00001000,500,sell");
            if (at == ONSET) {
                for (int sweep = 1; sweep <= 3; sweep++) {
                    rows.add((at + sweep * 1_000L) + ",0.00001050,900,buy");
                    rows.add((at + sweep * 1_000L) + ",0.00001060,900,buy");
                }
            }
        }
        return rows;
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("detect", "--events", folder.resolve("events.csv").toString()));
        arguments.addAll(List.of("--tapes", folder.toString()));
        arguments.addAll(List.of("--strategy", folder.resolve("sweeps.yaml").toString()));
        arguments.addAll(Arrays.asList(more));
        return Main.run(arguments.toArray(String[]::new), stream(out), stream(err), false);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsExactlyOneObjectWithJson() throws IOException {
        assertEquals(0, run("--json"), () -> text(err));
        JsonNode score = new ObjectMapper().readTree(text(out));
        assertEquals(1, text(out).lines().count());
        assertEquals("sweeps", score.path("strategy").asText());
        assertEquals(1, score.path("events").asInt());
        assertEquals(1, score.path("caught120s").asInt());
        assertEquals(1.0, score.path("recall").asDouble());
        assertEquals(3.0, score.path("medianDelaySeconds").asDouble(), "the third sweep");
        assertEquals(0, score.path("falseAlarms").asInt());
        assertEquals(0.9993, score.path("symbolDays").asDouble(), "a day after the warm-up, less a minute");
        assertEquals(0.0, score.path("falseAlarmsPerSymbolDay").asDouble());
    }

    @Test
    void printsATableWithoutJson() {
        assertEquals(0, run(), () -> text(err));
        assertTrue(text(out).contains("1 of the visible"), () -> text(out));
    }

    @Test
    void takesTheDaysOfTheEventsHalfOpen() {
        assertEquals(0, run("--from", "2019-01-02", "--to", "2019-01-03"), () -> text(err));
        assertEquals(2, run("--to", "2019-01-02"));
        assertTrue(text(err).contains("expected events to 2019-01-02"), () -> text(err));
    }

    @Test
    void saysWhichTapeIsMissing() throws IOException {
        Files.delete(folder.resolve("ABCBTC_1.csv"));
        assertEquals(2, run());
        assertTrue(text(err).contains("expected the tape ABCBTC_1.csv.gz"), () -> text(err));
    }

    @Test
    void saysWhereATapeIsBroken() throws IOException {
        Files.writeString(folder.resolve("ABCBTC_1.csv"), "ts_ms,price,qty,side\n1,2,3,hold\n");
        assertEquals(2, run());
        assertTrue(text(err).contains("side must be buy or sell, was 'hold'"), () -> text(err));
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        Files.writeString(folder.resolve("events.csv"), "event_id,symbol\n");
        assertEquals(2, run());
        assertTrue(text(err).contains("was without announce_ts_ms"), () -> text(err));
    }

    @Test
    void refusesADayThatIsNone() {
        assertEquals(2, run("--from", "yesterday"));
        assertTrue(text(err).contains("--from"), () -> text(err));
    }
}
