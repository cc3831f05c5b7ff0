package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.Supervisor;
import dev.tapedeck.strategy.file.StrategyFileReader;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/**
 * How many ticks a second go from the venue's socket through market-data, indicator and strategy over Kafka without growing lag, while venue and broker run on the same cores. The tape plays
 * faster from step to step, until it cannot keep its pace or the services are not done within a second of its end; between the last speed that was borne and the first that was not,
 * two more are tried. What each process took of the cores tells who is at the limit: the venue writes and sends the whole market to itself here, which in life is somebody else's work.
 */
final class ThroughputBench {
    private static final String STRATEGY = "pump-rider";
    private static final int SYMBOLS = 200;
    private static final int TRADES_PER_SECOND = 5;
    private static final int TAPE_SECONDS = 6_000;
    private static final int SPEED_MAX = 64;
    private static final int HALVINGS = 2;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final long LATE_MILLIS = 1_000;
    /** Below this share of its speed the tape waits for those who listen. */
    private static final double PACE_KEPT = 0.95;

    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;
    private static final PrintStream OUT = System.out;

    private final MarketStack stack;
    private final List<Step> steps = new ArrayList<>();

    private ThroughputBench(MarketStack stack) {
        this.stack = stack;
    }

    /**
     * One speed of the tape.
     *
     * @param ticksPerSecond trades, quotes, mark prices and heartbeats
     * @param recordsPerSecond on the topic: trades of a symbol that the venue sends at once are one record
     * @param indicatorLag records that were not done at the end
     * @param strategyLag values that were not done then
     * @param drainMillis from the end of the tape until all was done
     * @param keptPace whether the tape played as fast as it was told to
     * @param cores that each process took, by its name
     */
    private record Step(
            int speed,
            long ticksPerSecond,
            long recordsPerSecond,
            long indicatorLag,
            long strategyLag,
            long drainMillis,
            boolean keptPace,
            Map<String, Double> cores) {
        boolean sustained() {
            return keptPace && drainMillis <= LATE_MILLIS;
        }
    }

    static Outcome run(Layout layout) throws InterruptedException, ExecutionException {
        Directories.delete(layout.state());
        try (var supervisor = new Supervisor(layout, Instant.now(), OUT)) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            try (var stack = MarketStack.start(
                    layout,
                    supervisor,
                    StrategyFileReader.bundled(STRATEGY),
                    SYMBOLS,
                    TAPE_SECONDS,
                    TRADES_PER_SECOND)) {
                return new ThroughputBench(stack).measure();
            }
        }
    }

    private Outcome measure() throws InterruptedException {
        say("warming up for " + WARM_UP.toSeconds() + " s");
        stack.play(1);
        Thread.sleep(WARM_UP);
        stack.pause();
        drain();
        int borne = 0;
        int speed = 1;
        while (speed <= SPEED_MAX && step(speed).sustained()) {
            borne = speed;
            speed *= 2;
        }
        int low = borne;
        int high = speed;
        for (int i = 0; i < HALVINGS && high - low > 1 && low > 0; i++) {
            int middle = (low + high) / 2;
            if (step(middle).sustained()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return result();
    }

    private Step step(int speed) throws InterruptedException {
        stack.newTicks();
        long tapeBefore = stack.tapeMillis();
        Map<String, Long> processorBefore = stack.processorNanos();
        long began = System.nanoTime();
        stack.play(speed);
        Thread.sleep(STEP);
        stack.pause();
        double seconds = (System.nanoTime() - began) / NANOS;
        double played = (stack.tapeMillis() - tapeBefore) / MILLIS;
        Map<String, Double> cores = cores(processorBefore, stack.processorNanos(), seconds);
        MarketStack.Depth atEnd = stack.depth();
        long drainMillis = drain();
        TickTally.Count count = stack.newTicks();
        var step = new Step(
                speed,
                Math.round(count.ticks() / seconds),
                Math.round(count.records() / seconds),
                atEnd.indicatorLag(),
                atEnd.strategyLag(),
                drainMillis,
                played >= PACE_KEPT * speed * seconds,
                cores);
        steps.add(step);
        say(step + (step.sustained() ? "" : ", too much"));
        return step;
    }

    private static Map<String, Double> cores(Map<String, Long> before, Map<String, Long> after, double seconds) {
        var cores = new TreeMap<String, Double>();
        after.forEach((name, nanos) -> {
            double taken = (nanos - before.getOrDefault(name, 0L)) / NANOS / seconds;
            cores.put(name, Math.round(100 * taken) / 100.0);
        });
        return cores;
    }

    /** Waits until the ticks have ended and all are done, and returns how long that took. */
    private long drain() throws InterruptedException {
        long began = System.nanoTime();
        long ended = began;
        MarketStack.Depth last = stack.depth();
        while (true) {
            Thread.sleep(LOOK_EVERY);
            MarketStack.Depth now = stack.depth();
            boolean quiet = now.ticks() == last.ticks() && now.isDrained();
            if (!quiet) {
                ended = System.nanoTime();
            } else if (Duration.ofNanos(System.nanoTime() - ended).toMillis() > LATE_MILLIS / 2) {
                return Duration.ofNanos(ended - began).toMillis();
            }
            last = now;
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new StackFailure(
                        "the services must be done within " + PATIENCE.toSeconds() + " s, were at " + now);
            }
        }
    }

    private Outcome result() {
        long deadLetters = stack.deadLetters();
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("deadLetters", deadLetters)
                .put("strategy", STRATEGY)
                .put("symbols", SYMBOLS)
                .put("stepSeconds", STEP.toSeconds())
                .put(
                        "ticksPerSecond",
                        steps.stream()
                                .filter(Step::sustained)
                                .mapToLong(Step::ticksPerSecond)
                                .max()
                                .orElse(0));
        ArrayNode all = json.putArray("steps");
        steps.stream()
                .sorted(Comparator.comparingInt(Step::speed))
                .forEach(step -> all.addObject()
                        .put("speed", step.speed())
                        .put("ticksPerSecond", step.ticksPerSecond())
                        .put("recordsPerSecond", step.recordsPerSecond())
                        .put("indicatorLag", step.indicatorLag())
                        .put("strategyLag", step.strategyLag())
                        .put("drainMillis", step.drainMillis())
                        .put("keptPace", step.keptPace())
                        .put("sustained", step.sustained())
                        .set("cores", Json.MAPPER.valueToTree(step.cores())));
        return new Outcome(json, deadLetters == 0 && steps.stream().anyMatch(Step::sustained));
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }
}
