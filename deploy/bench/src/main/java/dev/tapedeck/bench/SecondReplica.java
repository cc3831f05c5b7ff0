package dev.tapedeck.bench;

import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.ProcessSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A second process of a service that nobody starts again when it dies. It ends with this process, at the latest. */
final class SecondReplica implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final ProcessSpec spec;
    private final Process process;

    private SecondReplica(ProcessSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    /** Starts the process and waits until it is ready. */
    static SecondReplica start(ProcessSpec spec) throws InterruptedException {
        var builder = new ProcessBuilder(spec.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.logFile().toFile()));
        builder.environment().putAll(spec.environment());
        try {
            var replica = new SecondReplica(spec, builder.start());
            replica.awaitReady();
            return replica;
        } catch (IOException refused) {
            throw new StackFailure(spec.name() + " could not be started: " + refused.getMessage(), refused);
        }
    }

    int port() {
        return spec.port();
    }

    /** Ends it as a crash does and returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (!spec.readiness().isReady()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                close();
                throw new StackFailure(spec.name() + " must be ready within " + READY_LIMIT.toSeconds()
                        + " s, was not; its log is " + spec.logFile());
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }
}
