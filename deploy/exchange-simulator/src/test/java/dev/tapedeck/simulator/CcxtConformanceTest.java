package dev.tapedeck.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.play.Pace;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.simulator.tape.Scenario;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An unmodified ccxt client from npm against the venue: src/test/ccxt/conformance.mjs. Needs Node 20 and npm. */
class CcxtConformanceTest {
    private static final Path SCRIPTS = Path.of("src/test/ccxt");
    private static final Path FOLDER = Path.of("target/ccxt");
    private static final long NINE_O_CLOCK = 1_767_225_600_000L + 9 * 3_600_000L;
    private static final int OLDEST_NODE = 20;

    @Test
    void ccxtWorksForEveryCall() throws Exception {
        requireNode();
        install();
        try (Venue open = venue(false);
                Venue limited = venue(true)) {
            String output = run(
                    120,
                    Map.of(
                            "SIM_HTTP", "http://127.0.0.1:" + open.port(),
                            "SIM_WS", "ws://127.0.0.1:" + open.port() + "/edge",
                            "SIM_LIMITED_HTTP", "http://127.0.0.1:" + limited.port(),
                            "SIM_KEY", VenueClient.KEY,
                            "SIM_SECRET", VenueClient.SECRET),
                    "node",
                    "conformance.mjs");
            assertTrue(output.contains("conforms in"), output);
        }
    }

    /** Starts nine hours into the day, so that there is history: candles and a funding settlement. */
    private static Venue venue(boolean rateLimited) throws Exception {
        return Venue.start(new VenueOptions(
                "127.0.0.1",
                0,
                Recordings.ofScenario(Scenario.FLAT, List.of("BTC_USDT", "ETH_USDT"), 7),
                NINE_O_CLOCK,
                null,
                Pace.parse("20"),
                true,
                List.of(new ApiKey(VenueClient.KEY, VenueClient.SECRET, new BigDecimal("10000"))),
                rateLimited,
                false,
                1000));
    }

    private static void requireNode() throws Exception {
        Files.createDirectories(FOLDER);
        String version = run(20, Map.of(), "node", "--version").strip();
        int major = Integer.parseInt(version.replaceFirst("^v(\\d+)\\..*$", "$1"));
        assertTrue(major >= OLDEST_NODE, "the ccxt conformance test needs Node 20 or newer, was " + version);
    }

    /** Installs what package-lock.json pins, unless that is what is there. */
    private static void install() throws Exception {
        Path installed = FOLDER.resolve("package-lock.json");
        boolean isCurrent = Files.isDirectory(FOLDER.resolve("node_modules/ccxt"))
                && Files.exists(installed)
                && Files.mismatch(installed, SCRIPTS.resolve("package-lock.json")) < 0;
        for (String file : List.of("package.json", "conformance.mjs")) {
            copy(file);
        }
        if (!isCurrent) {
            Files.deleteIfExists(installed);
            copy("package-lock.json");
            run(300, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
    }

    private static void copy(String file) throws IOException {
        Files.copy(SCRIPTS.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String run(int seconds, Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("output.txt").toFile());
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return fail("the ccxt conformance test needs Node 20 with npm on the PATH: " + e.getMessage());
        }
        try {
            boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
            String output = Files.readString(FOLDER.resolve("output.txt"), StandardCharsets.UTF_8);
            assertTrue(ended, () -> String.join(" ", command) + " took longer than " + seconds + " s: " + output);
            assertEquals(0, process.exitValue(), () -> String.join(" ", command) + " failed: " + output);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
