package dev.tapedeck.chaos;

import dev.tapedeck.local.Launch;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.LibraryLogs;
import dev.tapedeck.local.WrongUse;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./tapedeck chaos}: a session under faults drawn from a seed. Ends with one JSON object; exit code 0 only when no order was lost, doubled or left unknown and both
 * truths agree, 1 when not, 2 for wrong use.
 */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = "Break a trading stack on purpose and compare what was decided with what the venue did.",
        sortOptions = false)
public final class Chaos implements Callable<Integer> {
    private static final double MINUTES_MAX = 60;

    private final Layout layout;
    private final PrintStream out;

    @Option(names = "--seed", paramLabel = "N", description = "draws the faults; another one each time by default")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "3",
            description = "how long faults strike, up to 60 (default ${DEFAULT-VALUE})")
    private double minutes = 3;

    @Option(names = "--faults", paramLabel = "a,b,...", split = ",", description = "only these kinds (default: all)")
    private @Nullable List<String> faults;

    @Option(names = "--json", description = "print nothing but the result")
    private boolean json;

    private Chaos(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    public static void main(String[] arguments) {
        LibraryLogs.silence();
        System.exit(Launch.run(
                layout -> new CommandLine(new Chaos(
                        new Layout(layout.root(), layout.state().resolve("chaos"), layout.portBase()), System.out)),
                arguments,
                System.err));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!(minutes > 0 && minutes <= MINUTES_MAX)) {
            throw new WrongUse("--minutes must be more than 0 and at most " + (int) MINUTES_MAX + ", was " + minutes);
        }
        Set<FaultKind> kinds = kinds();
        long drawn = seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed;
        PrintStream progress = json ? new PrintStream(PrintStream.nullOutputStream()) : out;
        progress.println("Chaos with seed " + drawn + " for " + minutes + " minutes.");
        Report report =
                new ChaosRun(layout, progress, drawn, Duration.ofMillis((long) (minutes * 60_000)), kinds).run();
        out.println(report.json());
        return report.isClean() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Set<FaultKind> kinds() {
        if (faults == null) {
            return EnumSet.allOf(FaultKind.class);
        }
        var kinds = EnumSet.noneOf(FaultKind.class);
        for (String name : faults) {
            kinds.add(Arrays.stream(FaultKind.values())
                    .filter(kind -> kind.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new WrongUse("--faults must be of " + names() + "; was '" + name + "'")));
        }
        return kinds;
    }

    private static String names() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::wireName).collect(Collectors.joining(", "));
    }
}
