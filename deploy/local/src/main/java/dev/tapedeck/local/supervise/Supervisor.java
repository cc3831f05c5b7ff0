package dev.tapedeck.local.supervise;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.StackState.Entry;
import dev.tapedeck.local.supervise.StackState.Lockstep;
import dev.tapedeck.local.supervise.SupervisedProcess.State;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The processes of one stack. Groups start one after the other, the processes of a group together; the last started group is stopped first.
 * After {@link #close} none of them lives. The state file follows every change. Safe for use by many threads.
 */
public final class Supervisor implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(8);
    private static final int LOG_TAIL_LINES = 15;

    private final Layout layout;
    private final PrintStream out;
    private final Instant startedAt;
    private final Duration stopGrace;
    private final Object stopping = new Object();
    private final List<List<SupervisedProcess>> groups = new ArrayList<>();
    private boolean ready;
    private boolean closed;
    private @Nullable Lockstep lockstep;

    /**
     * @param startedAt when the stack was started
     * @param out where progress is shown
     */
    public Supervisor(Layout layout, Instant startedAt, PrintStream out) {
        this(layout, startedAt, out, STOP_GRACE);
    }

    /** @param stopGrace how long a process that was asked to end may take before it is killed */
    public Supervisor(Layout layout, Instant startedAt, PrintStream out, Duration stopGrace) {
        this.stopGrace = stopGrace;
        this.layout = layout;
        this.startedAt = startedAt;
        this.out = out;
    }

    /**
     * Starts the processes together and waits until all are ready.
     *
     * @throws StackFailure when one is given up or they are not ready within two minutes; nothing is stopped by this
     */
    public void startGroup(List<ProcessSpec> specs) {
        List<SupervisedProcess> group = new ArrayList<>();
        for (ProcessSpec spec : specs) {
            prepareLog(spec.logFile());
            group.add(new SupervisedProcess(spec, this::writeState));
        }
        synchronized (this) {
            if (closed) {
                throw new StackFailure("the stack is being stopped");
            }
            groups.add(group);
        }
        group.forEach(SupervisedProcess::start);
        awaitReady(group);
    }

    /** Notes that everything is ready and the session was started. */
    public void markReady() {
        synchronized (this) {
            ready = true;
        }
        writeState();
    }

    /** Notes how far a lockstep run came. */
    public void mark(Lockstep progress) {
        synchronized (this) {
            lockstep = progress;
        }
        writeState();
    }

    /** Stops everything and waits for it; repeated calls wait for the first. */
    @Override
    public void close() {
        List<List<SupervisedProcess>> started;
        synchronized (this) {
            closed = true;
            started = List.copyOf(groups.reversed());
        }
        synchronized (stopping) {
            for (List<SupervisedProcess> group : started) {
                group.reversed().forEach(SupervisedProcess::beginStop);
                group.reversed().forEach(process -> process.awaitStopped(stopGrace));
            }
        }
        deleteState();
    }

    private void awaitReady(List<SupervisedProcess> group) {
        long beganNanos = System.nanoTime();
        var waiting = new ArrayList<>(group);
        waiting.forEach(process -> say(process, "starting", beganNanos));
        var deaths = new TreeMap<String, Integer>();
        while (!waiting.isEmpty()) {
            checkNotClosed();
            for (SupervisedProcess process : List.copyOf(waiting)) {
                State state = process.state();
                if (state == State.READY) {
                    waiting.remove(process);
                    say(process, "ready", beganNanos);
                } else if (state == State.GIVEN_UP) {
                    throw failedToStart(process, "died " + SupervisedProcess.START_ATTEMPTS_MAX + " times");
                } else if (process.restarts()
                        > deaths.getOrDefault(process.spec().name(), 0)) {
                    deaths.put(process.spec().name(), process.restarts());
                    say(process, "died, starts again", beganNanos);
                }
            }
            if (System.nanoTime() - beganNanos > START_LIMIT.toNanos() && !waiting.isEmpty()) {
                throw failedToStart(waiting.getFirst(), "not ready after " + START_LIMIT.toSeconds() + " s");
            }
            pause();
        }
    }

    private synchronized void checkNotClosed() {
        if (closed) {
            throw new StackFailure("the stack is being stopped");
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while the stack started", interrupted);
        }
    }

    private void say(SupervisedProcess process, String what, long beganNanos) {
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        out.printf(Locale.ROOT, "  %-20s %-20s %5.1f s%n", process.spec().name(), what, seconds);
        out.flush();
    }

    private static StackFailure failedToStart(SupervisedProcess process, String how) {
        Path log = process.spec().logFile();
        return new StackFailure(
                process.spec().name() + " must become ready, " + how + ". The end of " + log + ":\n" + tail(log));
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    private static void prepareLog(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            BoundedLog.rotate(file);
            Files.createFile(file);
        } catch (IOException failed) {
            throw new StackFailure("log file could not be prepared: " + file, failed);
        }
    }

    private synchronized void writeState() {
        if (closed) {
            return;
        }
        List<Entry> entries = groups.stream()
                .flatMap(List::stream)
                .map(process -> new Entry(
                        process.spec().name(), process.pid(), process.spec().port(), process.restarts()))
                .toList();
        new StackState(
                        ProcessHandle.current().pid(),
                        startedAt.truncatedTo(ChronoUnit.MILLIS),
                        ready,
                        layout.portBase(),
                        ports(),
                        entries,
                        lockstep)
                .write(layout.stackFile());
    }

    private Map<String, Integer> ports() {
        var ports = new TreeMap<String, Integer>();
        for (Member member : Member.values()) {
            ports.put(member.displayName(), layout.port(member));
        }
        ports.put("broker-controller", layout.brokerControllerPort());
        ports.put("questdb-pg", layout.questDbPgPort());
        return ports;
    }

    private synchronized void deleteState() {
        try {
            Files.deleteIfExists(layout.stackFile());
        } catch (IOException failed) {
            throw new StackFailure("state file could not be deleted: " + layout.stackFile(), failed);
        }
    }
}
