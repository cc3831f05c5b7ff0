package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.tapedeck.backtest.Assumptions;
import dev.tapedeck.backtest.Backtest;
import dev.tapedeck.backtest.TestRun;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.WrongUse;
import dev.tapedeck.local.tape.BusyTape;
import dev.tapedeck.simulator.tape.InvalidTapeException;
import dev.tapedeck.simulator.tape.MergedTape;
import dev.tapedeck.simulator.tape.Recording;
import dev.tapedeck.simulator.tape.Recordings;
import dev.tapedeck.strategy.file.StrategyFileReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many ticks a second go through all cores and the simulator's exchange on one thread with the default strategy, and what each allocates, beside a loop that only reads the same
 * tape. All runs must decide the same.
 */
final class BacktestBench {
    private static final String STRATEGY = "pump-rider";
    private static final int SYMBOLS = 4;
    private static final int TAPE_SECONDS = 7_200;
    private static final int TRADES_PER_SECOND = 20;
    private static final int WARM_UPS = 2;
    private static final int RUNS = 5;
    private static final BigDecimal BTC_USDT = BigDecimal.valueOf(10_000);
    private static final Usdt BALANCE = Usdt.of(10_000);
    private static final double NANOS = 1e9;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final PrintStream OUT = System.out;

    private final List<Recording> recordings;
    private final StrategyDefinition strategy = StrategyFileReader.bundled(STRATEGY);

    private BacktestBench(List<Recording> recordings) {
        this.recordings = recordings;
    }

    /** One pass over the tape. */
    private record Pass(long items, long nanos, long bytes, Object outcome) {
        double perSecond() {
            return items * NANOS / nanos;
        }
    }

    /** @param tapes to play; empty for a made one */
    static Outcome run(Layout layout, List<String> tapes) {
        Directories.delete(layout.state());
        List<String> played = tapes.isEmpty()
                ? BusyTape.write(layout.state().resolve("tapes"), SYMBOLS, TAPE_SECONDS, TRADES_PER_SECOND)
                : tapes;
        try {
            return new BacktestBench(Recordings.ofTapes(played, BTC_USDT)).measure();
        } catch (InvalidTapeException unreadable) {
            throw new WrongUse("--tape must name tapes, but: " + unreadable.getMessage());
        }
    }

    private Outcome measure() {
        var reads = new ArrayList<Pass>();
        var tests = new ArrayList<Pass>();
        for (int run = 1 - WARM_UPS; run <= RUNS; run++) {
            Pass read = read();
            Pass test = backtest();
            OUT.printf("%s: %,.0f ticks/s%n", run < 1 ? "warming up" : "run " + run, test.perSecond());
            OUT.flush();
            if (run >= 1) {
                reads.add(read);
                tests.add(test);
            }
        }
        boolean same = tests.stream().map(Pass::outcome).distinct().count() == 1;
        Pass read = median(reads);
        Pass test = median(tests);
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("strategy", STRATEGY)
                .put("symbols", recordings.size())
                .put("prints", read.items())
                .put("ticks", test.items())
                .put("ticksPerSecond", Math.round(test.perSecond()))
                .put("bytesPerTick", test.bytes() / test.items())
                .put("bareLoopPrintsPerSecond", Math.round(read.perSecond()))
                .put("timesTheBareLoop", Math.round(10.0 * test.nanos() / read.nanos()) / 10.0)
                .put("decidedTheSame", same);
        return new Outcome(json, same);
    }

    private static Pass median(List<Pass> passes) {
        return passes.stream()
                .sorted(Comparator.comparingDouble(Pass::perSecond))
                .toList()
                .get(passes.size() / 2);
    }

    private Pass read() {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        long prints = 0;
        long sum = 0;
        try (var tape = new MergedTape(recordings)) {
            while (tape.advance()) {
                prints++;
                sum += tape.ticks() * tape.contracts() + tape.timestampMillis();
            }
        }
        return new Pass(
                prints, System.nanoTime() - begin, THREADS.getCurrentThreadAllocatedBytes() - bytes, Long.valueOf(sum));
    }

    private Pass backtest() {
        var assumptions =
                new Assumptions("bench", recordings, List.of(strategy), null, null, BALANCE, RiskLimits.DEFAULTS, 0);
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        TestRun run = new Backtest(assumptions, reached -> {}).run();
        return new Pass(
                run.ticks(), System.nanoTime() - begin, THREADS.getCurrentThreadAllocatedBytes() - bytes, run.log());
    }
}
