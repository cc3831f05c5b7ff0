package dev.tapedeck.backtest.command;

import dev.tapedeck.backtest.detect.Detect;
import dev.tapedeck.local.Launch;
import dev.tapedeck.local.LibraryLogs;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that run on tapes and need no stack. Exit codes: 0 done, 1 failed, 2 wrong use. */
@Command(
        name = "tapedeck",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs strategies on tapes in one process.")
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        LibraryLogs.silence();
        System.exit(run(arguments, System.out, System.err, Boolean.getBoolean("tapedeck.terminal")));
    }

    /**
     * Returns the exit code.
     *
     * @param terminal whether progress may be shown, on a line of {@code err} that is written over
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err, boolean terminal) {
        return Launch.run(
                layout -> new CommandLine(new Main())
                        .addSubcommand(new BacktestCommand(layout, out, err, terminal))
                        .addSubcommand(new Detect(out, err))
                        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8)),
                arguments,
                err);
    }
}
