package dev.tapedeck.local.supervise;

import dev.tapedeck.local.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process, kept alive: started again when it dies, after a pause that grows from {@link #PAUSE_MIN} to {@link #PAUSE_MAX} while it keeps
 * dying. One that dies {@value #START_ATTEMPTS_MAX} times before it was ever ready is given up. Safe for use by many threads.
 */
final class SupervisedProcess {
    static final int START_ATTEMPTS_MAX = 3;
    static final Duration PAUSE_MIN = Duration.ofMillis(200);
    static final Duration PAUSE_MAX = Duration.ofSeconds(10);

    private static final Duration STABLE_AFTER = Duration.ofSeconds(60);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(150);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** What the supervisor says of a process. */
    enum State {
        STARTING,
        READY,
        DIED,
        GIVEN_UP,
        STOPPED
    }

    private final ProcessSpec spec;
    private final Runnable onChange;
    private final Thread keeper;
    private @Nullable Process process;
    private State state = State.STARTING;
    private boolean stopping;
    private boolean wasReady;
    private int restarts;
    private Duration pause = PAUSE_MIN;

    /** @param onChange called from any thread after the state or the process changed; must not block */
    SupervisedProcess(ProcessSpec spec, Runnable onChange) {
        this.spec = spec;
        this.onChange = onChange;
        this.keeper = new Thread(this::keepAlive, "keeper-" + spec.name());
        keeper.setDaemon(true);
    }

    ProcessSpec spec() {
        return spec;
    }

    void start() {
        keeper.start();
    }

    synchronized State state() {
        return state;
    }

    synchronized int restarts() {
        return restarts;
    }

    /** Returns the process id, 0 when there is no process. */
    synchronized long pid() {
        return process != null && process.isAlive() ? process.pid() : 0;
    }

    /** Asks the process to end and does not wait. It will not be started again. */
    void beginStop() {
        synchronized (this) {
            stopping = true;
            notifyAll();
            if (process != null) {
                // Not process.destroy(), which would also close the streams: the last words would be lost and the leash
                // would pull.
                process.toHandle().destroy();
            }
        }
    }

    /** Waits for the end of a process that was asked to end; kills it when it takes longer than the grace. */
    void awaitStopped(Duration grace) {
        Process last;
        synchronized (this) {
            last = process;
        }
        if (last != null && !waitFor(last, grace)) {
            last.destroyForcibly();
            waitFor(last, grace);
        }
        change(State.STOPPED);
    }

    private void keepAlive() {
        while (true) {
            Process started;
            try {
                started = launch();
            } catch (IOException refused) {
                System.err.println(spec.name() + " could not be started: " + refused.getMessage());
                change(State.GIVEN_UP);
                return;
            }
            if (started == null) {
                return;
            }
            change(State.STARTING);
            long startedNanos = System.nanoTime();
            awaitReady(started);
            started.onExit().join();
            if (!mayRestart(Duration.ofNanos(System.nanoTime() - startedNanos))) {
                return;
            }
        }
    }

    /** Returns the new process, or null when it is to stop. */
    private synchronized @Nullable Process launch() throws IOException {
        if (stopping) {
            return null;
        }
        var builder = new ProcessBuilder(isolated(spec.command())).redirectErrorStream(true);
        builder.environment().putAll(spec.environment());
        Process started = builder.start();
        process = started;
        var copier = new Thread(() -> copyOutput(started), "log-" + spec.name());
        copier.setDaemon(true);
        copier.start();
        return started;
    }

    /** A session of its own keeps Ctrl-C in the terminal from reaching the process before the supervisor decides the order. */
    private static List<String> isolated(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        var isolated = new ArrayList<String>();
        isolated.add(SETSID.toString());
        isolated.addAll(command);
        return isolated;
    }

    private void copyOutput(Process started) {
        try {
            new BoundedLog(spec.logFile(), BoundedLog.BYTES_MAX).copy(started.getInputStream());
        } catch (IOException failed) {
            System.err.println("log of " + spec.name() + " ends here: " + failed.getMessage());
        }
    }

    private void awaitReady(Process started) {
        while (started.isAlive()) {
            if (spec.readiness().isReady() && started.isAlive()) {
                synchronized (this) {
                    wasReady = true;
                }
                change(State.READY);
                return;
            }
            waitFor(started, PROBE_INTERVAL);
        }
    }

    private boolean mayRestart(Duration lived) {
        boolean giveUp;
        synchronized (this) {
            if (stopping) {
                return false;
            }
            restarts++;
            giveUp = !wasReady && restarts >= START_ATTEMPTS_MAX;
        }
        change(giveUp ? State.GIVEN_UP : State.DIED);
        return !giveUp && pauseBeforeRestart(lived);
    }

    private synchronized boolean pauseBeforeRestart(Duration lived) {
        pause = lived.compareTo(STABLE_AFTER) >= 0 ? PAUSE_MIN : pause;
        long untilNanos = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toNanos(); left > 0 && !stopping; left = untilNanos - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
        return !stopping;
    }

    private void change(State next) {
        synchronized (this) {
            if (state == State.STOPPED) {
                return;
            }
            state = next;
        }
        onChange.run();
    }

    private static boolean waitFor(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for process " + process.pid(), interrupted);
        }
    }
}
