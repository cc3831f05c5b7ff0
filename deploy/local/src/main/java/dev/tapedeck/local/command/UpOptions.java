package dev.tapedeck.local.command;

import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.strategy.StrategyFiles;
import dev.tapedeck.local.tape.BitstampTape;
import dev.tapedeck.local.tape.TapeFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user said of the tape, the strategies and the speed. */
final class UpOptions {
    private static final List<String> SCENARIOS = List.of("flat", "pump", "crash");
    private static final String BALANCE_USDT = "10000";

    @Option(
            names = "--tape",
            paramLabel = "FILE[,FILE...]",
            split = ",",
            description = "tapes to play, each its own symbol: FILE or SYMBOL=FILE (default: Bitstamp, November 2013)")
    private List<String> tapes = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "first tape time, like 2019-07-05T15:00:00Z or epoch ms")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "tape time at which the tape ends")
    private @Nullable String to;

    @Option(names = "--scenario", paramLabel = "NAME", description = "flat, pump or crash instead of a tape")
    private @Nullable String scenario;

    @Option(names = "--seed", paramLabel = "N", description = "seed of the scenario")
    private @Nullable Long seed;

    @Option(
            names = "--speed",
            paramLabel = "N|max|lockstep",
            defaultValue = "60",
            description = "how many times faster than life (default ${DEFAULT-VALUE})")
    private String speed = "60";

    @Option(
            names = "--strategy",
            paramLabel = "FILE[,FILE...]",
            split = ",",
            description = "strategy files (default: the bundled tape-rider)")
    private List<Path> strategies = List.of();

    @Option(
            names = "--balance",
            paramLabel = "USDT",
            defaultValue = BALANCE_USDT,
            description = "what the paper account begins with (default ${DEFAULT-VALUE})")
    private String balance = BALANCE_USDT;

    @Option(
            names = "--session",
            paramLabel = "ID",
            description =
                    "id of the paper session, [a-z0-9-]{1,40}; each run of one tape needs the same one to make the same ids"
                            + " (default: named after the time)")
    private @Nullable String sessionId;

    @Option(names = "--keep", description = "continue the log of the stack before")
    private boolean keep;

    /**
     * Returns the plan; starts nothing.
     *
     * @throws WrongUse when an option cannot be used
     */
    UpPlan checked(Layout layout) {
        checkSpeed();
        checkBalance();
        checkSessionId();
        var arguments = new ArrayList<>(market(layout));
        List<StrategyDefinition> definitions = strategies.isEmpty()
                ? List.of(StrategyFiles.bundled())
                : strategies.stream().map(StrategyFiles::read).toList();
        checkDistinct(definitions);
        arguments.addAll(List.of("--speed", speed, "--balance", balance, "--paused"));
        return new UpPlan(arguments, definitions, "lockstep".equals(speed), balance, sessionId, keep);
    }

    private List<String> market(Layout layout) {
        if (scenario != null) {
            return scenarioArguments(scenario);
        }
        if (seed != null) {
            throw new WrongUse("--seed belongs to --scenario; a tape has none");
        }
        List<String> checked = tapes.stream().map(TapeFile::checked).toList();
        var arguments = new ArrayList<String>();
        arguments.add("--tape");
        arguments.add(
                checked.isEmpty() ? BitstampTape.in(layout.tapeDirectory()).toString() : String.join(",", checked));
        addTimes(arguments);
        return arguments;
    }

    private List<String> scenarioArguments(String name) {
        if (!SCENARIOS.contains(name)) {
            throw new WrongUse("--scenario must be one of " + String.join(", ", SCENARIOS) + ", was '" + name + "'");
        }
        if (!tapes.isEmpty() || from != null || to != null) {
            throw new WrongUse("--scenario makes its own market; it goes without --tape, --from and --to");
        }
        var arguments = new ArrayList<>(List.of("--scenario", name));
        if (seed != null) {
            arguments.addAll(List.of("--seed", seed.toString()));
        }
        return arguments;
    }

    private void addTimes(List<String> arguments) {
        Instant first = from == null ? null : TimeText.parse("--from", from);
        Instant end = to == null ? null : TimeText.parse("--to", to);
        if (first != null && end != null && !first.isBefore(end)) {
            throw new WrongUse("--from must be before --to, was " + first + " and " + end);
        }
        if (first != null) {
            arguments.addAll(List.of("--from", first.toString()));
        }
        if (end != null) {
            arguments.addAll(List.of("--to", end.toString()));
        }
    }

    private void checkSpeed() {
        if ("max".equals(speed) || "lockstep".equals(speed)) {
            return;
        }
        if (!isPositiveDecimal(speed)) {
            throw new WrongUse("--speed must be a number above 0, max or lockstep, was '" + speed + "'");
        }
    }

    private void checkBalance() {
        if (!isPositiveDecimal(balance)) {
            throw new WrongUse("--balance must be a number of USDT above 0, was '" + balance + "'");
        }
    }

    private void checkSessionId() {
        if (sessionId != null && !sessionId.matches("[a-z0-9-]{1,40}")) {
            throw new WrongUse("--session must be an id of [a-z0-9-]{1,40}, was '" + sessionId + "'");
        }
    }

    private static boolean isPositiveDecimal(String text) {
        return text.matches("\\d{1,12}(\\.\\d{1,8})?") && new BigDecimal(text).signum() > 0;
    }

    private static void checkDistinct(List<StrategyDefinition> definitions) {
        List<String> ids = definitions.stream().map(StrategyDefinition::id).toList();
        if (ids.stream().distinct().count() < ids.size()) {
            throw new WrongUse("each strategy must have its own id, were " + String.join(", ", ids));
        }
    }
}
