package dev.tapedeck.backtest.command;

import dev.tapedeck.backtest.Assumptions;
import dev.tapedeck.backtest.Backtest;
import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.backtest.report.KeptResults;
import dev.tapedeck.backtest.report.Report;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.command.TimeText;
import dev.tapedeck.local.strategy.StrategyFiles;
import dev.tapedeck.simulator.tape.InvalidTapeException;
import dev.tapedeck.simulator.tape.Recording;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.strategy.file.StrategyFileReader;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays tapes through all cores and says what the strategies earned. Prints tables, or one JSON object and nothing else. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Play tapes through all cores in one process and say what the strategies earned.",
        sortOptions = false)
final class BacktestCommand implements Callable<Integer> {
    private static final String SESSION = "backtest";
    private static final BigDecimal BTC_USDT = BigDecimal.valueOf(10_000);
    private static final long LATENCY_MILLIS_MAX = 60_000;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,8})?");
    private static final Pattern BPS = Pattern.compile("-?\\d{1,3}(\\.\\d{1,4})?");

    private final Layout layout;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    @Option(
            names = "--tape",
            paramLabel = "FILE[,FILE...]",
            split = ",",
            description = "tapes to play in one account, each its own symbol: FILE or SYMBOL=FILE")
    private List<String> tapes = List.of();

    @Option(
            names = "--strategy",
            paramLabel = "FILE[,FILE...]",
            split = ",",
            description = "strategy files, or ids of bundled strategies")
    private List<String> strategies = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "tape time at which trading begins, like 2019-07-05T15:00:00Z or epoch ms")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "tape time at which the tape ends")
    private @Nullable String to;

    @Option(
            names = "--latency-ms",
            paramLabel = "N",
            defaultValue = "0",
            description = "how long each message to and from the venue takes (default ${DEFAULT-VALUE}, the best case)")
    private long latencyMillis;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "draws each message's latency from N ms to half as much again")
    private @Nullable Long seed;

    @Option(
            names = "--balance",
            paramLabel = "USDT",
            defaultValue = "10000",
            description = "what the account begins with (default ${DEFAULT-VALUE})")
    private String balance = "10000";

    @Option(
            names = "--fees",
            paramLabel = "TAKER_BPS[,MAKER_BPS]",
            split = ",",
            description = "fees instead of the venue's, in hundredths of a percent of the notional")
    private List<String> fees = List.of();

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "also write report.html, trades.csv and events.jsonl there")
    private @Nullable Path reportDirectory;

    @Option(names = "--keep", description = "also keep the result in the history of the running stack")
    private boolean keep;

    BacktestCommand(Layout layout, PrintStream out, PrintStream err, boolean terminal) {
        this.layout = layout;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Assumptions assumptions = checked();
        var progress = new TapeProgress(err, terminal, assumptions.startMillis(), assumptions.endMillis());
        TestRun run = new Backtest(assumptions, progress::reached).run();
        progress.end();
        var report = new Report(run);
        if (reportDirectory != null) {
            write(report, reportDirectory);
        }
        if (keep) {
            err.println("kept as " + new KeptResults(layout).keep(run, tapes, Instant.now()));
        }
        if (json) {
            out.println(report.json());
        } else {
            out.print(report.text());
        }
        out.flush();
        return 0;
    }

    private void write(Report report, Path directory) {
        try {
            report.write(directory);
        } catch (IOException failed) {
            throw new StackFailure("the report could not be written to " + directory, failed);
        }
    }

    private Assumptions checked() {
        require(!tapes.isEmpty(), "--tape must name at least one tape");
        require(
                !strategies.isEmpty(),
                "--strategy must name at least one file or one of " + StrategyFileReader.BUNDLED);
        require(
                latencyMillis >= 0 && latencyMillis <= LATENCY_MILLIS_MAX,
                "--latency-ms must be in 0.." + LATENCY_MILLIS_MAX + ", was " + latencyMillis);
        require(
                seed == null || latencyMillis > 0,
                "--seed varies the latency and belongs to --latency-ms above 0; all else has no chance in it");
        require(
                AMOUNT.matcher(balance).matches() && new BigDecimal(balance).signum() > 0,
                "--balance must be a number of USDT above 0, was '" + balance + "'");
        List<StrategyDefinition> definitions =
                strategies.stream().map(BacktestCommand::strategy).toList();
        List<String> ids = definitions.stream().map(StrategyDefinition::id).toList();
        require(
                ids.stream().distinct().count() == ids.size(),
                "each strategy must have its own id, were " + String.join(", ", ids));
        var assumptions = new Assumptions(
                SESSION,
                recordings(),
                definitions,
                from == null ? null : TimeText.parse("--from", from).toEpochMilli(),
                to == null ? null : TimeText.parse("--to", to).toEpochMilli(),
                Usdt.of(balance),
                RiskLimits.DEFAULTS,
                latencyMillis,
                seed);
        require(
                assumptions.startMillis() < assumptions.endMillis(),
                "the tapes must have trades between --from and --to, begin at " + assumptions.startMillis()
                        + " and end at " + assumptions.endMillis() + " ms");
        return assumptions;
    }

    private static StrategyDefinition strategy(String named) {
        return StrategyFileReader.BUNDLED.contains(named)
                ? StrategyFileReader.bundled(named)
                : StrategyFiles.read(Path.of(named));
    }

    private List<Recording> recordings() {
        try {
            List<Recording> recordings = Recordings.ofTapes(tapes, BTC_USDT);
            return fees.isEmpty()
                    ? recordings
                    : recordings.stream().map(this::withFees).toList();
        } catch (InvalidTapeException invalid) {
            throw new WrongUse(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private Recording withFees(Recording recording) {
        require(fees.size() <= 2, "--fees must be TAKER_BPS or TAKER_BPS,MAKER_BPS, was " + String.join(",", fees));
        BigDecimal maker = fees.size() == 2
                ? rate(fees.get(1))
                : recording.opening().instrument().makerFeeRate();
        return recording.withFees(rate(fees.getFirst()), maker);
    }

    private static BigDecimal rate(String bps) {
        require(BPS.matcher(bps).matches(), "--fees must be numbers of basis points, was '" + bps + "'");
        return new BigDecimal(bps).movePointLeft(4);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new WrongUse(message);
        }
    }
}
