package dev.tapedeck.local.command;

import dev.tapedeck.gateway.out.history.Schema.State;
import dev.tapedeck.gateway.out.history.Schema.Step;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.questdb.HistorySchema;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;

/** Brings the history's schema forward or back. The gateway fills the tables from the log, also those that come back empty. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Show or change the schema of the history database of the running stack.")
public final class MigrateCommand {
    private static final int NOT_SOUND = 1;

    private final Layout layout;
    private final PrintStream out;

    public MigrateCommand(Layout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    /** Takes every step that was not taken. */
    @Command(name = "up", description = "take all steps that were not taken", mixinStandardHelpOptions = true)
    int up() {
        return changed(schema().up(), "Nothing to do: every step is applied.");
    }

    /** Takes one step back. */
    @Command(
            name = "down",
            description = "take the last step back, with everything that its tables hold",
            mixinStandardHelpOptions = true)
    int down() {
        return changed(schema().down(), "Nothing to do: no step is applied.");
    }

    /** Shows where each step is; exit code 1 when one is half applied, changed or unknown. */
    @Command(name = "status", description = "show where each step is", mixinStandardHelpOptions = true)
    int status() {
        List<Step> steps = schema().steps();
        print(steps);
        return steps.stream().allMatch(step -> step.state() == State.APPLIED || step.state() == State.PENDING)
                ? 0
                : NOT_SOUND;
    }

    private HistorySchema schema() {
        RunningStack.require(layout, Member.QUESTDB);
        return new HistorySchema(layout);
    }

    private int changed(List<Step> steps, String nothing) {
        if (steps.isEmpty()) {
            out.println(nothing);
        } else {
            print(steps);
        }
        return 0;
    }

    private void print(List<Step> steps) {
        var table = new TextTable("STEP", "NAME", "STATE", "SINCE");
        for (Step step : steps) {
            table.row(
                    Integer.toString(step.version()),
                    step.name(),
                    step.state().name(),
                    step.since() == null ? "-" : step.since().toString());
        }
        table.print(out);
    }
}
