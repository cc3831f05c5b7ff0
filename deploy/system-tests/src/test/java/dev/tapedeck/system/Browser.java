package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.local.Member;
import dev.tapedeck.local.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Chromium, driven by the scripts in {@code src/test/browser} with playwright-core. Needs Node 20 with npm. Debian's Chromium is installed when it is missing and
 * this runs as root.
 */
final class Browser {
    private static final Path SCRIPTS = Path.of("src/test/browser");
    private static final Path FOLDER = Path.of("target/browser");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
    private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(10);

    private Browser() {}

    record Outcome(int exitCode, String output) {
        /** Returns what was said from the step that failed on, so that a report of one line names it. */
        String failure() {
            return output.substring(Math.max(0, output.indexOf("FAILED ")));
        }
    }

    /** Returns the browser, installed if need be. */
    static Browser installed() {
        try {
            Files.createDirectories(FOLDER);
            installChromium();
            installPlaywright();
            return new Browser();
        } catch (IOException failed) {
            throw new UncheckedIOException("the browser could not be prepared", failed);
        }
    }

    private static void installChromium() throws IOException {
        if (Files.isExecutable(CHROMIUM)) {
            return;
        }
        assertEquals(
                "root",
                System.getProperty("user.name"),
                CHROMIUM + " is missing, and only root can install it; run: apt-get install chromium");
        mustRun("apt-get", "-o", "DPkg::Lock::Timeout=300", "update");
        mustRun("apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", "chromium");
    }

    /** Installs what package-lock.json pins, unless that is what is there. */
    private static void installPlaywright() throws IOException {
        Path installed = FOLDER.resolve("package-lock.json");
        boolean isCurrent = Files.isDirectory(FOLDER.resolve("node_modules/playwright-core"))
                && Files.exists(installed)
                && Files.mismatch(installed, SCRIPTS.resolve("package-lock.json")) < 0;
        for (String file : List.of("package.json", "dashboard.mjs")) {
            copy(file);
        }
        if (!isCurrent) {
            copy("package-lock.json");
            mustRun("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
    }

    private static void copy(String file) throws IOException {
        Files.copy(SCRIPTS.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void mustRun(String... command) {
        Outcome outcome = run(INSTALL_LIMIT, Map.of("DEBIAN_FRONTEND", "noninteractive"), command);
        assertEquals(0, outcome.exitCode(), () -> String.join(" ", command) + " failed:\n" + outcome.output());
    }

    /** Runs a script on the dashboard of a stack, as its first user; it may kill the gateway's process and stop the tape. */
    Outcome run(String script, LocalStack stack) {
        Operator user = stack.operator();
        return run(
                SCRIPT_LIMIT,
                Map.of(
                        "DASHBOARD_URL", stack.url(Member.GATEWAY),
                        "DASHBOARD_USER", user.user(),
                        "DASHBOARD_PASSWORD", user.password(),
                        "CHROMIUM", CHROMIUM.toString(),
                        "SCREENSHOTS", SCREENSHOTS.toAbsolutePath().toString(),
                        "GATEWAY_PID", Long.toString(stack.entry(Member.GATEWAY).pid()),
                        "VENUE_URL", stack.url(Member.EXCHANGE_SIMULATOR)),
                "node",
                script);
    }

    private static Outcome run(Duration limit, Map<String, String> environment, String... command) {
        Path output = FOLDER.resolve("output.txt");
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try {
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                String said = Files.readString(output);
                assertTrue(ended, () -> String.join(" ", command) + " took longer than " + limit + ":\n" + said);
                return new Outcome(process.exitValue(), said);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    String.join(" ", command) + " could not be run; Node 20 with npm is needed", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + String.join(" ", command) + " ran", interrupted);
        }
    }
}
