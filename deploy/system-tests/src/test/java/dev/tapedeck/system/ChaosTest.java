package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.local.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command that breaks a stack on purpose, as somebody types it: once with a seed that stays, once with another each time. */
class ChaosTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int FIRST_PORT_BASE = 25_900;
    private static final String MINUTES = "0.6";

    static List<Long> seeds() {
        return List.of(20_131_130L, (long) new SplittableRandom().nextInt(1, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void losesDoublesAndGuessesNothing(long seed) throws IOException, InterruptedException {
        System.out.println("Chaos with seed " + seed);
        Path output = Path.of("target", "chaos-" + seed + ".log");
        int exitCode = run(seed, output);
        JsonNode report = lastLine(output);
        assertEquals(
                0, exitCode, () -> "seed " + seed + ": " + report + "; the whole run is in " + output.toAbsolutePath());
        assertTrue(report.path("ordersAtVenue").asInt() > 0, report::toString);
        assertTrue(report.path("faultsInjected").asInt() > 0, report::toString);
        System.out.println(report);
    }

    private static int run(long seed, Path output) throws IOException, InterruptedException {
        Path root =
                Path.of(System.getProperty("tapedeck.root")).toAbsolutePath().normalize();
        Path state = Path.of("target", "stacks", "chaos-" + seed).toAbsolutePath();
        Layout layout = Layout.onFreePorts(root, state, FIRST_PORT_BASE);
        var builder = new ProcessBuilder(
                "/usr/bin/env",
                "TAPEDECK_PORT_BASE=" + layout.portBase(),
                "TAPEDECK_STATE_DIR=" + state,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-Dtapedeck.root=" + root,
                "-cp",
                LocalStack.packagedJar(layout.localTarget(), "local") + ":"
                        + layout.localTarget().resolve("lib") + "/*:"
                        + LocalStack.packagedJar(root.resolve("deploy/chaos/target"), "chaos"),
                "dev.tapedeck.chaos.Chaos",
                "--seed",
                Long.toString(seed),
                "--minutes",
                MINUTES);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS), "chaos must end by itself");
            return process.exitValue();
        } finally {
            process.toHandle().destroy();
            process.waitFor(1, TimeUnit.MINUTES);
        }
    }

    private static JsonNode lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.isEmpty() ? Json.MAPPER.createObjectNode() : parsed(lines.getLast());
    }

    private static JsonNode parsed(String line) throws IOException {
        return line.startsWith("{")
                ? Json.MAPPER.readTree(line)
                : Json.MAPPER.createObjectNode().put("said", line);
    }
}
