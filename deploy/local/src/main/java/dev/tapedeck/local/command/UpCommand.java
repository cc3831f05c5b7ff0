package dev.tapedeck.local.command;

import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.VenueKey;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.questdb.HistorySchema;
import dev.tapedeck.local.session.LiveFeeds;
import dev.tapedeck.local.session.LockstepDriver;
import dev.tapedeck.local.session.PaperSession;
import dev.tapedeck.local.session.SimulatorControl;
import dev.tapedeck.local.supervise.StackLock;
import dev.tapedeck.local.supervise.StackState;
import dev.tapedeck.local.supervise.StackState.Lockstep;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a stack: checks everything, starts the processes, starts a paper session, plays the tape, and stays until it is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start the whole stack and a paper session on a tape.",
        sortOptions = false)
public final class UpCommand implements Callable<Integer> {
    private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(5);

    private final Layout layout;
    private final List<String> commandLine;
    private final PrintStream out;

    @Mixin
    private UpOptions options = new UpOptions();

    @Option(names = "--detach", description = "return when the stack is ready; ./tapedeck down stops it")
    private boolean detach;

    /** @param commandLine the whole command line, which a detached stack runs again */
    public UpCommand(Layout layout, List<String> commandLine, PrintStream out) {
        this.layout = layout;
        this.commandLine = List.copyOf(commandLine);
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        checkNoneRuns();
        UpPlan plan = options.checked(layout);
        StackSpecs specs = plan.lockstep()
                ? StackSpecs.lockstep(layout, VenueKey.random())
                : StackSpecs.freeRunning(layout, VenueKey.random());
        specs.checkBuilt();
        checkPortsFree();
        if (detach) {
            return new DetachedUp(layout, commandLine, out).run();
        }
        StackLock lock = StackLock.tryAcquire(layout.lockFile()).orElseThrow(this::alreadyRuns);
        try (lock) {
            run(plan, specs);
        }
        return 0;
    }

    private void checkNoneRuns() {
        if (StackLock.isHeld(layout.lockFile())) {
            throw alreadyRuns();
        }
        StackState.read(layout.stackFile()).ifPresent(abandoned -> Leftovers.end(layout, abandoned, LEFTOVER_LIMIT));
    }

    private WrongUse alreadyRuns() {
        return new WrongUse("a stack is running already (" + layout.state() + "); stop it with: ./tapedeck down");
    }

    private void checkPortsFree() {
        for (int port : layout.ports()) {
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.setReuseAddress(true);
            } catch (BindException taken) {
                throw new WrongUse(
                        "port " + port + " is in use; end what uses it, or move all ports with TAPEDECK_PORT_BASE (now "
                                + layout.portBase() + ")",
                        taken);
            } catch (IOException failed) {
                throw new StackFailure("port " + port + " could not be checked", failed);
            }
        }
    }

    private void run(UpPlan plan, StackSpecs specs) throws InterruptedException {
        prepareData(plan);
        var supervisor = new Supervisor(layout, Instant.now(), out);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            supervisor.close();
                            stopped.countDown();
                        },
                        "stop-stack"));
        try (supervisor) {
            start(plan, specs, supervisor);
            if (plan.lockstep()) {
                playInLockstep(supervisor);
            }
            stopped.await();
        }
    }

    private void start(UpPlan plan, StackSpecs specs, Supervisor supervisor) {
        var login = new FirstLogin(layout);
        long beganNanos = System.nanoTime();
        supervisor.startGroup(List.of(specs.broker(), specs.questDb(), specs.simulator(plan.simulatorArguments())));
        new HistorySchema(layout).up();
        var simulator = new SimulatorControl(layout);
        List<String> symbols = simulator.symbols();
        supervisor.startGroup(Member.services().stream()
                .map(service -> specs.service(service, symbols))
                .toList());
        if (plan.lockstep()) {
            LiveFeeds.await(layout, symbols);
        }
        String sessionId = PaperSession.start(layout, plan.sessionId(), symbols, plan.strategies(), plan.balanceUsdt());
        if (!plan.lockstep()) {
            simulator.play();
        }
        supervisor.markReady();
        out.printf(
                Locale.ROOT,
                "Ready in %.1f s. Paper session %s trades %s.%nDashboard: %s%n",
                (System.nanoTime() - beganNanos) / 1e9,
                sessionId,
                String.join(", ", symbols),
                layout.url(Member.GATEWAY, "/"));
        login.tell(out);
    }

    private void playInLockstep(Supervisor supervisor) {
        var last = new Lockstep[] {new Lockstep("RUNNING", 0, 0, null)};
        supervisor.mark(last[0]);
        try {
            LockstepDriver.run(layout, progress -> {
                last[0] = progress;
                supervisor.mark(progress);
            });
            out.printf(
                    Locale.ROOT,
                    "Lockstep: the tape has ended after %d steps, %.1f steps/s.%n",
                    last[0].steps(),
                    last[0].stepsPerSecond());
        } catch (StackFailure failed) {
            supervisor.mark(new Lockstep("FAILED", last[0].steps(), last[0].stepsPerSecond(), failed.getMessage()));
            out.println("Lockstep failed; the stack stays up to be looked at: " + failed.getMessage());
        }
        out.flush();
    }

    private void prepareData(UpPlan plan) {
        if (plan.keep()) {
            return;
        }
        for (Path directory : List.of(layout.kafkaDirectory(), layout.questDbDirectory())) {
            if (Files.exists(directory)) {
                out.println("Removing the data of the stack before: " + directory + " (--keep keeps it)");
                Directories.delete(directory);
            }
        }
        Directories.create(layout.questDbDirectory());
    }
}
