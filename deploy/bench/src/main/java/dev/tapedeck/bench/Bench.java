package dev.tapedeck.bench;

import dev.tapedeck.local.Launch;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.LibraryLogs;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.WrongUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./tapedeck bench NAME}: prints progress, and one JSON object at the end. The exit code is 0 when the result is correct, however fast, 1 when not, 2 for wrong use.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure the real stack on this machine.",
        synopsisSubcommandLabel = "NAME")
public final class Bench {
    private static final int RUNS_MAX = 100;
    private static final int SECONDS_MAX = 60;
    private static final int RATE_MAX = 2_000;
    private static final int ORDERS_MAX = 5_000_000;
    private static final int CLIENTS_MAX = 1_000;
    private static final int SOAK_SECONDS_MAX = 3_600;

    private final Layout layout;

    private Bench(Layout layout) {
        this.layout = layout;
    }

    public static void main(String[] arguments) {
        LibraryLogs.silence();
        System.exit(Launch.run(
                layout -> new CommandLine(
                        new Bench(new Layout(layout.root(), layout.state().resolve("bench"), layout.portBase()))),
                arguments,
                System.err));
    }

    @Command(name = "latency", description = "tick to order over all services, beside a bare relay of as many hops")
    int latency() throws InterruptedException, ExecutionException {
        return told(LatencyBench.run(layout));
    }

    @Command(
            name = "failover",
            description =
                    "kill -9 of each service under load: how long until what it owned works again, with one replica and with two")
    int failover(
            @Option(
                            names = "--runs",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "kills of each service in each case (default ${DEFAULT-VALUE})")
                    int runs,
            @Option(
                            names = "--services",
                            paramLabel = "a,b,...",
                            split = ",",
                            description = "only these (default: all)")
                    @Nullable
                    List<String> services)
            throws InterruptedException {
        require("--runs", runs, RUNS_MAX);
        return told(FailoverBench.run(layout, services == null ? Member.services() : named(services), runs));
    }

    @Command(
            name = "orders",
            description =
                    "signals at a rate through risk and order to the simulator's acknowledgement; then a burst under the venue's rate limit")
    int orders(
            @Option(
                            names = "--rate",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "signals a second (default ${DEFAULT-VALUE})")
                    int rate,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "30",
                            description = "how long (default ${DEFAULT-VALUE})")
                    int seconds,
            @Option(names = "--rate-limited", description = "only the burst under the venue's rate limit")
                    boolean onlyRateLimited)
            throws InterruptedException {
        require("--rate", rate, RATE_MAX);
        require("--seconds", seconds, SECONDS_MAX);
        return told(onlyRateLimited ? RateLimitedBench.run(layout) : OrdersBench.run(layout, rate, seconds));
    }

    @Command(
            name = "backtest",
            description =
                    "ticks a second through all cores in one thread with the default strategy, and what each allocates, beside a loop that reads the tape")
    int backtest(
            @Option(
                            names = "--tape",
                            paramLabel = "FILE[,FILE...]",
                            split = ",",
                            description = "tapes to play, each its own symbol (default: a made one)")
                    @Nullable
                    List<String> tapes) {
        return told(BacktestBench.run(layout, tapes == null ? List.of() : tapes));
    }

    @Command(
            name = "throughput",
            description =
                    "ticks a second from the venue's socket through market-data, indicator and strategy without growing lag, on 200 symbols")
    int throughput() throws InterruptedException, ExecutionException {
        return told(ThroughputBench.run(layout));
    }

    @Command(
            name = "gateway",
            description =
                    "order events from the log to very many clients of the gateway's socket, none missed, memory flat")
    int gateway(
            @Option(
                            names = "--clients",
                            paramLabel = "N",
                            defaultValue = "500",
                            description = "clients that take everything (default ${DEFAULT-VALUE})")
                    int clients,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "300",
                            description = "how long (default ${DEFAULT-VALUE})")
                    int seconds)
            throws InterruptedException {
        require("--clients", clients, CLIENTS_MAX);
        require("--seconds", seconds, SOAK_SECONDS_MAX);
        return told(GatewayBench.run(layout, clients, Duration.ofSeconds(seconds)));
    }

    @Command(
            name = "reads",
            description = "how long each read of the gateway takes with very many orders in the history")
    int reads(
            @Option(
                            names = "--orders",
                            paramLabel = "N",
                            defaultValue = "1000000",
                            description = "orders in the history (default ${DEFAULT-VALUE})")
                    int orders)
            throws InterruptedException {
        require("--orders", orders, ORDERS_MAX);
        return told(ReadsBench.run(layout, orders));
    }

    private static int told(Outcome outcome) {
        System.out.println(outcome.result());
        return outcome.correct() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static List<Member> named(List<String> names) {
        var members = new ArrayList<Member>();
        for (String name : names) {
            members.add(Member.named(name)
                    .filter(Member::isService)
                    .orElseThrow(() -> new WrongUse("--services must be of "
                            + Member.services().stream()
                                    .map(Member::displayName)
                                    .toList() + ", was '" + name + "'")));
        }
        return members;
    }

    private static void require(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new WrongUse(option + " must be in 1.." + max + ", was " + value);
        }
    }
}
