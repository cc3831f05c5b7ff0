package dev.tapedeck.local.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.local.Await;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.supervise.StackState.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int PORT_BASE = 28300;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void startsProcessesAndLeavesNoneAfterClose() throws Exception {
        List<ProcessHandle> children;
        try (Supervisor supervisor = supervisor()) {
            supervisor.startGroup(List.of(DummyStack.idle(directory, "one")));
            supervisor.startGroup(List.of(DummyStack.idle(directory, "two")));
            supervisor.markReady();

            children = List.of(child("one"), child("two"));
            assertTrue(state().ready());
            assertEquals(
                    List.of("one", "two"),
                    state().services().stream().map(Entry::name).toList());
        }

        assertTrue(children.stream().noneMatch(ProcessHandle::isAlive));
        assertFalse(Files.exists(layout().stackFile()));
        assertEquals("idle", Files.readString(directory.resolve("logs/one.log")).strip());
        assertTrue(shown.toString(StandardCharsets.UTF_8).contains("ready"));
    }

    @Test
    void startsAProcessAgainWhenItDiesAndCountsIt() throws Exception {
        try (Supervisor supervisor = supervisor()) {
            supervisor.startGroup(List.of(DummyStack.idle(directory, "one")));
            ProcessHandle first = child("one");

            first.destroyForcibly();

            Await.until(
                    "restart of the child",
                    LIMIT,
                    () -> restarts() == 1 && pid() != 0 && pid() != first.pid() && pid() == pidInFile());
        }
    }

    @Test
    void givesUpOnAProcessThatNeverBecomesReadyAndShowsItsLog() {
        try (Supervisor supervisor = supervisor()) {
            ProcessSpec broken = DummyStack.spec(directory, "broken", "no.such.Main", () -> false);

            var failure = assertThrows(StackFailure.class, () -> supervisor.startGroup(List.of(broken)));

            assertTrue(failure.toString().contains("broken must become ready"), failure.toString());
            assertTrue(failure.toString().contains("ClassNotFoundException"), failure.toString());
        }
    }

    @Test
    void leavesNoChildWhenItIsKilled() throws Exception {
        Process supervisor = new ProcessBuilder(StackSpecs.command(
                        List.of("-Xmx32m"),
                        System.getProperty("java.class.path"),
                        DummyStack.class.getName(),
                        List.of(directory.toString(), Integer.toString(PORT_BASE))))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("supervisor.log").toFile())
                .start();
        try {
            Await.until("start of the children", LIMIT, () -> Files.exists(layout().stackFile()) && state().ready());
            List<ProcessHandle> children = List.of(child("one"), child("two"));

            supervisor.destroyForcibly().waitFor();

            Await.until("end of the children", LIMIT, () -> children.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            supervisor.destroyForcibly().waitFor();
        }
    }

    private Supervisor supervisor() {
        return new Supervisor(
                layout(), Instant.parse("2026-01-01T00:00:00Z"), new PrintStream(shown, true, StandardCharsets.UTF_8));
    }

    private Layout layout() {
        return new Layout(directory, directory, PORT_BASE);
    }

    private StackState state() {
        return StackState.read(layout().stackFile()).orElseThrow();
    }

    private int restarts() {
        return state().services().getFirst().restarts();
    }

    private long pid() {
        return state().services().getFirst().pid();
    }

    private long pidInFile() {
        try {
            String text = Files.readString(DummyStack.pidFile(directory, "one"));
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (IOException unreadable) {
            throw new AssertionError("process id of the child must be readable", unreadable);
        }
    }

    private ProcessHandle child(String name) {
        long pid = state().services().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .pid();
        return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("child " + name + " must live"));
    }
}
