package dev.tapedeck.backtest.detect;

import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.strategy.StrategyFiles;
import dev.tapedeck.strategy.file.StrategyFileReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./tapedeck detect}: scores a strategy's S1 on labelled pumps. Exit code 0 when it was scored, 2 for wrong use, among it files that cannot be
 * read.
 */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = "Watch recorded tapes with a strategy's S1 and score its alarms against labelled pumps.",
        sortOptions = false)
public final class Detect implements Callable<Integer> {
    private static final String DEFAULT_STRATEGY = "pump-rider";
    private static final int PROGRESS_EVERY = 10;

    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            required = true,
            description = "labelled pumps, a CSV with the columns " + PumpLabels.COLUMNS)
    private Path events = Path.of("");

    @Option(
            names = "--tapes",
            paramLabel = "DIR",
            required = true,
            description = "where the tapes are, or pumps below it: <event_id>.csv.gz or .csv")
    private Path tapes = Path.of("");

    @Option(
            names = "--strategy",
            paramLabel = "FILE",
            description = "whose S1 is the alarm (default: the bundled " + DEFAULT_STRATEGY + ")")
    private @Nullable Path strategy;

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "only events announced on that UTC day or later")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "only events announced before that UTC day")
    private @Nullable LocalDate to;

    @Option(names = "--json", description = "print nothing but one JSON object")
    private boolean json;

    /** The result goes to {@code out}, progress to {@code err}. */
    public Detect(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        StrategyDefinition definition =
                strategy == null ? StrategyFileReader.bundled(DEFAULT_STRATEGY) : StrategyFiles.read(strategy);
        var report = new DetectReport(definition, Score.of(watched(selected(), new TapeWatch(definition, tapes))));
        if (json) {
            out.println(report.json());
        } else {
            report.table().forEach(out::println);
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Pump> selected() {
        List<Pump> selected =
                PumpLabels.read(events).stream().filter(this::isSelected).toList();
        if (selected.isEmpty()) {
            throw new WrongUse("expected events" + (from == null ? "" : " from " + from)
                    + (to == null ? "" : " to " + to) + " in " + events + ", was none");
        }
        return selected;
    }

    private boolean isSelected(Pump pump) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(pump.announcedMillis()), ZoneOffset.UTC);
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    /** A missing tape is told before the first one is played. */
    private List<Watch> watched(List<Pump> pumps, TapeWatch tapeWatch) {
        pumps.forEach(tapeWatch::file);
        List<Watch> watches = new ArrayList<>();
        for (Pump pump : pumps) {
            watches.add(tapeWatch.watch(pump));
            if (watches.size() % PROGRESS_EVERY == 0) {
                err.println(watches.size() + " of " + pumps.size() + " tapes watched");
            }
        }
        return watches;
    }
}
