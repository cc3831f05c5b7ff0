package dev.tapedeck.backtest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.backtest.MadeUpTape;
import dev.tapedeck.contracts.codec.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
    @TempDir
    Path folder;

    private record Told(int exitCode, String out, String err) {
        JsonNode json() throws IOException {
            assertEquals(0, exitCode, err);
            return Json.MAPPER.readTree(out);
        }
    }

    private static Told run(boolean terminal, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var all = new ArrayList<>(List.of("backtest"));
        all.addAll(List.of(arguments));
        int exitCode = Main.run(
                all.toArray(new String[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        return new Told(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String alfa() throws IOException {
        return MadeUpTape.write(folder, "ALFA_USDT", 1);
    }

    private static BigDecimal money(JsonNode node, String field) {
        assertTrue(node.path(field).isTextual(), field + " must be a string, was " + node.path(field));
        return new BigDecimal(node.path(field).asText());
    }

    @Test
    void whatTradesEarnedAndFundingIsTheChangeOfTheAccount() throws Exception {
        String tapes = alfa() + "," + MadeUpTape.write(folder, "BETA_USDT", 2);
        JsonNode run = run(false, "--tape", tapes, "--strategy", "tape-rider", "--latency-ms", "50", "--json")
                .json()
                .path("performance");

        assertTrue(
                run.path("total").path("trades").asInt() > 5, run.path("total").toString());
        assertTrue(run.path("unclosed").isEmpty());
        assertEquals(2, run.path("bySymbol").size());
        BigDecimal earned = money(run.path("total"), "pnl").add(money(run, "funding"));
        BigDecimal change = money(run, "finalEquity").subtract(money(run, "initialBalance"));
        assertEquals(change.doubleValue(), earned.doubleValue(), 1e-6);
    }

    @Test
    void theSameSeedGivesTheSameEventsAndAnotherGivesOthers() throws Exception {
        String tape = alfa();
        for (String[] run : new String[][] {{"one", "7"}, {"same", "7"}, {"other", "8"}}) {
            String report = folder.resolve(run[0]).toString();
            Told told = run(
                    false,
                    "--tape",
                    tape,
                    "--strategy",
                    "tape-rider",
                    "--latency-ms",
                    "400",
                    "--seed",
                    run[1],
                    "--report",
                    report);
            assertEquals(0, told.exitCode(), told.err());
        }

        String one = Files.readString(folder.resolve("one/events.jsonl"));
        assertEquals(one, Files.readString(folder.resolve("same/events.jsonl")));
        assertNotEquals(one, Files.readString(folder.resolve("other/events.jsonl")));
        assertEquals(
                Files.readString(folder.resolve("one/report.html")),
                Files.readString(folder.resolve("same/report.html")));
    }

    @Test
    void aReportStandsAlone() throws Exception {
        Told told = run(
                false,
                "--tape",
                alfa(),
                "--strategy",
                "tape-rider",
                "--report",
                folder.resolve("r").toString());

        assertEquals(0, told.exitCode(), told.err());
        String page = Files.readString(folder.resolve("r/report.html"));
        assertTrue(page.contains("<svg"), page);
        assertFalse(page.contains("http"), "nothing may be fetched");
        assertFalse(page.contains("<script"), "nothing may be run");
        assertTrue(Files.readAllLines(folder.resolve("r/trades.csv")).size() > 2);
    }

    @Test
    void withoutLatencyItSaysThatThisIsTheBestCase() throws Exception {
        Told told = run(false, "--tape", alfa(), "--strategy", "tape-rider");

        assertTrue(told.out().contains("no latency: the best case"), told.out());
        assertEquals("", told.err());
    }

    @Test
    void feesAreThoseThatWereAskedFor() throws Exception {
        JsonNode free = run(false, "--tape", alfa(), "--strategy", "tape-rider", "--fees", "0,0", "--json")
                .json();

        assertEquals(0, money(free.path("performance"), "fees").signum());
        assertEquals(0, money(free.path("markets").get(0), "takerFeeRate").signum());
    }

    @Test
    void wrongUseIsToldInOneLine() throws Exception {
        String tape = alfa();
        for (String[] wrong : new String[][] {
            {"--strategy", "tape-rider"},
            {"--tape", tape},
            {"--tape", tape + "," + tape, "--strategy", "tape-rider"},
            {"--tape", "NONE_USDT=none.csv", "--strategy", "tape-rider"},
            {"--tape", tape, "--strategy", "tape-rider", "--latency-ms", "-1"},
            {"--tape", tape, "--strategy", "tape-rider", "--seed", "1"},
            {"--tape", tape, "--strategy", "tape-rider", "--balance", "much"},
            {"--tape", tape, "--strategy", "tape-rider", "--fees", "1,2,3"},
            {"--tape", tape, "--strategy", "tape-rider", "--from", "2030-01-01T00:00:00Z"},
            {"--tape", tape, "--strategy", "tape-rider,tape-rider"}
        }) {
            Told told = run(false, wrong);
            assertEquals(2, told.exitCode(), String.join(" ", wrong));
            assertEquals(1, told.err().lines().count(), told.err());
            assertEquals("", told.out());
        }
    }
}
