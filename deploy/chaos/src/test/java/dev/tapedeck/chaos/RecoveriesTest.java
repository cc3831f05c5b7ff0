package dev.tapedeck.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of members that ended, with a state file as the supervisor writes it. */
class RecoveriesTest {
    @TempDir
    private Path directory;

    private Layout layout;
    private Recoveries recoveries;
    private Process process;

    @BeforeEach
    void aStackOfOneRunningService() throws IOException {
        layout = new Layout(directory, directory, 20_000);
        recoveries = new Recoveries(layout);
        process = new ProcessBuilder("sleep", "60").start();
        state(process.pid(), 0);
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void aServiceThatWasStartedAgainWithoutAKillIsNamedWithItsLastWords() throws IOException {
        Files.createDirectories(layout.logDirectory());
        Files.writeString(layout.logFile(Member.ORDER), """
                2026-01-01 00:00:00 INFO  all is well
                2026-01-01 00:00:01 ERROR Stage order stops: it cannot go on without losing or doubling events
                """);
        state(process.pid(), 1);

        assertEquals(
                List.of(
                        "order ended by itself 1 times, saying [2026-01-01 00:00:01 ERROR Stage order stops: it cannot go on"
                                + " without losing or doubling events]"),
                recoveries.endedByThemselves());
    }

    @Test
    void aKillExplainsOneStart() throws IOException {
        assertTrue(recoveries.kill(Member.ORDER));
        state(0, 1);

        assertEquals(List.of(), recoveries.endedByThemselves());
    }

    @Test
    void aProcessThatIsKilledTwiceExplainsOneStartOnly() throws Exception {
        recoveries.kill(Member.ORDER);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS), "a killed process must end");
        recoveries.kill(Member.ORDER);
        state(0, 2);

        assertEquals(List.of("order ended by itself 1 times, saying []"), recoveries.endedByThemselves());
    }

    private void state(long pid, int restarts) throws IOException {
        Files.writeString(layout.stackFile(), """
                {"pid": 1, "startedAt": "2026-01-01T00:00:00Z", "ready": true, "portBase": 20000, "ports": {},
                 "services": [{"name": "order", "pid": %d, "port": 20005, "restarts": %d}]}
                """.formatted(pid, restarts));
    }
}
