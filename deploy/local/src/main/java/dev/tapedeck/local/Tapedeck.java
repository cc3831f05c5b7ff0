package dev.tapedeck.local;

import dev.tapedeck.local.command.DownCommand;
import dev.tapedeck.local.command.MigrateCommand;
import dev.tapedeck.local.command.OrdersCommand;
import dev.tapedeck.local.command.PositionsCommand;
import dev.tapedeck.local.command.RecordCommand;
import dev.tapedeck.local.command.StatusCommand;
import dev.tapedeck.local.command.StrategyCommand;
import dev.tapedeck.local.command.TailCommand;
import dev.tapedeck.local.command.TradingStateCommand;
import dev.tapedeck.local.command.TrainCommand;
import dev.tapedeck.local.command.UpCommand;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong use. The checkout is named by the system property {@code tapedeck.root}. */
@Command(
        name = "tapedeck",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Plays the tape, records everything, and can rewind.",
        footer = {
            "",
            "Also: ./tapedeck test [--quick] runs every gate and test, ./tapedeck bench latency measures,",
            "./tapedeck backtest plays tapes through all cores in one process,",
            "./tapedeck chaos breaks a trading stack on purpose and proves that nothing was lost,",
            "./tapedeck detect scores a strategy's S1 against labelled pumps on recorded tapes.",
            "TAPEDECK_PORT_BASE moves all ports (default 8080), TAPEDECK_STATE_DIR the data (default .tapedeck)."
        })
public final class Tapedeck {
    private Tapedeck() {}

    public static void main(String[] arguments) {
        LibraryLogs.silence();
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return Launch.run(layout -> commandLine(layout, List.of(arguments), out, err), arguments, err);
    }

    static CommandLine commandLine(Layout layout, List<String> arguments, PrintStream out, PrintStream err) {
        CommandLine commandLine = new CommandLine(new Tapedeck())
                .addSubcommand(new UpCommand(layout, arguments, out))
                .addSubcommand(new StatusCommand(layout, out))
                .addSubcommand(new TailCommand(layout, out))
                .addSubcommand(new RecordCommand(layout, out))
                .addSubcommand(new StrategyCommand(layout, out))
                .addSubcommand(new TradingStateCommand.Halt(layout, out))
                .addSubcommand(new TradingStateCommand.Reduce(layout, out))
                .addSubcommand(new TradingStateCommand.Resume(layout, out))
                .addSubcommand(new TradingStateCommand.Flatten(layout, out))
                .addSubcommand(new OrdersCommand(layout, out))
                .addSubcommand(new PositionsCommand(layout, out))
                .addSubcommand(new MigrateCommand(layout, out))
                .addSubcommand(new DownCommand(layout, out))
                .addSubcommand(new TrainCommand(layout, out));
        return Launch.telling(commandLine, err);
    }
}
