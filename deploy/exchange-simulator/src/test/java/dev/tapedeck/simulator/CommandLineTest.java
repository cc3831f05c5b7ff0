package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(String... args) {
        CommandLine commandLine = ExchangeSimulator.commandLine();
        commandLine.setErr(new PrintWriter(errors, true));
        return commandLine.execute(args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--speed=slow | speed must be a number above 0, max or lockstep, was 'slow'",
                "--scenario=moon | --scenario must be flat, pump or crash, was 'moon'",
                "--symbols=BTCUSDT | --symbols must be like BTC_USDT, was 'BTCUSDT'",
                "--from=yesterday | --from must be like 2019-07-05T15:00:00Z or epoch milliseconds, was 'yesterday'",
                "--rate-limit=maybe | --rate-limit must be on or off, was 'maybe'",
                "--heartbeat-ms=0 | --heartbeat-ms must be above 0, was 0",
                "--to=2025-01-01T00:00:00Z | nothing to play"
            })
    void wrongUseEndsWithCodeTwoAndSaysWhy(String option, String message) {
        assertEquals(2, run("--port", "0", option));
        assertTrue(errors.toString().contains(message), errors.toString());
    }

    @Test
    void missingTapeEndsWithCodeTwo() {
        assertEquals(
                2,
                run("--port", "0", "--tape", folder.resolve("ADXBTC_1.csv.gz").toString()));
        assertTrue(errors.toString().contains("no such tape file"), errors.toString());
    }

    @Test
    void malformedTapeEndsWithCodeTwoAndTheLine() throws Exception {
        Path tape = Files.writeString(folder.resolve("ADXBTC_1.csv"), "ts_ms,price,qty,side\n1,1,1,buy\n2,x,1,buy\n");

        assertEquals(2, run("--port", "0", "--tape", tape.toString()));
        assertEquals(
                tape + ":3: price must be a plain decimal above 0, was 'x'",
                errors.toString().strip());
    }

    @Test
    void takenPortEndsWithCodeTwo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(2, run("--port", Integer.toString(taken.getLocalPort())));
            assertTrue(errors.toString().contains("cannot be used"), errors.toString());
        }
    }
}
