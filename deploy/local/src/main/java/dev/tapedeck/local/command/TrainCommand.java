package dev.tapedeck.local.command;

import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.VenueKey;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.session.BusyStack;
import dev.tapedeck.local.session.SimulatorControl;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plays a short busy market through a whole stack and ends it, so that every process leaves its start-up cache behind. The build does it; nothing depends on it
 * but speed.
 */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Record the start-up caches of all processes (the build does it).")
public final class TrainCommand implements Callable<Integer> {
    private static final int SYMBOLS = 8;
    private static final int TRADES_PER_SECOND = 10;
    private static final int SPEED = 5;
    private static final int TAPE_SECONDS = 600;
    /** A process that ends writes its cache first, and all do so at once. */
    private static final Duration CACHES_WRITTEN = Duration.ofMinutes(4);

    private static final int FIRST_PORT_BASE = 25_000;

    /** As many by default as until the compilers of all processes have little left to do: what is not compiled to the end here is compiled anew after every start. */
    @Option(names = "--seconds", paramLabel = "N", defaultValue = "40", description = "How long to play (default 40).")
    private int seconds;

    private final Layout built;
    private final PrintStream out;

    /** @param built the checkout whose build is trained; its state directory and ports are left alone */
    public TrainCommand(Layout built, PrintStream out) {
        this.built = built;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1 || seconds > TAPE_SECONDS / SPEED) {
            throw new WrongUse("--seconds must be 1 to " + TAPE_SECONDS / SPEED + ", was " + seconds);
        }
        Layout layout = Layout.onFreePorts(built.root(), built.localTarget().resolve("training"), FIRST_PORT_BASE);
        Directories.delete(layout.state());
        Directories.delete(layout.cacheDirectory());
        StackSpecs specs = StackSpecs.training(layout, VenueKey.random());
        specs.checkBuilt();
        try (var supervisor = new Supervisor(layout, Instant.now(), out, CACHES_WRITTEN)) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            play(layout, specs, supervisor, Duration.ofSeconds(seconds));
            out.println("Writing the start-up caches ...");
            out.flush();
        }
        List<String> missing = Stream.of(Member.values())
                .filter(member -> !Files.isRegularFile(layout.cacheFile(member)))
                .map(Member::displayName)
                .toList();
        if (!missing.isEmpty()) {
            throw new StackFailure("every process must leave a start-up cache in " + layout.cacheDirectory()
                    + ", none came from " + String.join(", ", missing) + "; their logs are in "
                    + layout.logDirectory());
        }
        return 0;
    }

    private static void play(Layout layout, StackSpecs specs, Supervisor supervisor, Duration time)
            throws InterruptedException {
        Directories.create(layout.questDbDirectory());
        new BusyStack(layout, SYMBOLS, TAPE_SECONDS, TRADES_PER_SECOND, false).start(supervisor, specs, "training");
        new SimulatorControl(layout).play(SPEED);
        Thread.sleep(time);
    }
}
