package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.session.BusyStack;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * How many signals a second risk and order carry to the venue's acknowledgement, with nobody's rate limit in force, and how long each takes. Signals come at their rate whether or
 * not the services keep up; every one must end as exactly one denial or one order.
 */
final class OrdersBench {
    /** Each instance has its turn about once a second, which leaves an entry the time to fill before its exit comes. */
    private static final int INSTANCES_MIN = 240;

    /** On two cores the compilers of six JVMs need that long; before, they take more of the machine than what is measured. */
    private static final int WARM_UP_SECONDS = 120;

    private static final int WARM_UP_SHARE = 4;
    /** Longer than the order service takes to ask about an order that it did not hear of. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(40);

    private static final Map<String, ToLongFunction<OrderFates.Fate>> POINTS = points();
    private static final PrintStream OUT = System.out;

    private final Layout layout;
    private final int rate;
    private final int seconds;

    private OrdersBench(Layout layout, int rate, int seconds) {
        this.layout = layout;
        this.rate = rate;
        this.seconds = seconds;
    }

    /** Measures at the rate, then the burst under the venue's rate limit. */
    static Outcome run(Layout layout, int rate, int seconds) throws InterruptedException {
        Outcome free = new OrdersBench(layout, rate, seconds).run();
        OUT.println("now a burst under the venue's rate limit; so far: " + free.result());
        Outcome limited = RateLimitedBench.run(layout);
        free.result().set("rateLimited", limited.result());
        return new Outcome(free.result(), free.correct() && limited.correct());
    }

    private Outcome run() throws InterruptedException {
        Directories.delete(layout.state());
        try (var supervisor = new Supervisor(layout, Instant.now(), OUT);
                var stack = OrderStack.start(layout, supervisor, false, BusyStack.UNLIMITED_ORDERS);
                var reader = new FateReader(layout.bootstrapServers())) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            var plan = new SignalPlan(stack.sessions(), stack.symbols(), Math.max(INSTANCES_MIN, rate));
            int warmUp = Math.max(1, rate / WARM_UP_SHARE) * WARM_UP_SECONDS;
            int all = warmUp + rate * seconds;
            say("warming up with " + warmUp + " signals in " + WARM_UP_SECONDS + " s");
            write(stack, plan, 0, warmUp, Math.max(1, rate / WARM_UP_SHARE));
            say("writing " + rate + " signals a second for " + seconds + " s");
            long from = System.currentTimeMillis();
            write(stack, plan, warmUp, all, rate);
            stack.flush();
            double took = (System.currentTimeMillis() - from) / 1000.0;
            say("waiting until every one has its end");
            OrderFates fates = reader.read(all, DRAIN_PATIENCE);
            return result(fates, Verdict.of(all, fates, Arrivals.read(layout)), from, rate * seconds / took);
        }
    }

    private static void write(OrderStack stack, SignalPlan plan, int from, int to, int rate)
            throws InterruptedException {
        long began = System.nanoTime();
        for (int n = from; n < to; n++) {
            long due = began + TimeUnit.SECONDS.toNanos(1) * (n - from) / rate;
            long early = due - System.nanoTime();
            if (early > 0) {
                Thread.sleep(Duration.ofNanos(early));
            }
            Event<SignalRaised> signal = plan.signal(n, Instant.now().truncatedTo(ChronoUnit.MILLIS));
            stack.append(signal, signal.data().sessionId());
        }
    }

    private static Outcome result(OrderFates fates, Verdict verdict, long from, double written) {
        List<OrderFates.Fate> acknowledged = fates.all().stream()
                .map(Map.Entry::getValue)
                .filter(fate -> fate.signalledAt >= from && fate.acknowledgedAt != OrderFates.NEVER)
                .toList();
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("signals", fates.signals())
                .put("ratePerSecond", Math.round(written))
                .put("acknowledgedPerSecond", acknowledgedPerSecond(acknowledged, from));
        verdict.putInto(json);
        json.set("latencyMillis", latency(acknowledged, fate -> fate.signalledAt, fate -> fate.acknowledgedAt));
        ObjectNode hops = json.putObject("hops");
        ToLongFunction<OrderFates.Fate> before = fate -> fate.signalledAt;
        for (var point : POINTS.entrySet()) {
            hops.set(point.getKey(), latency(acknowledged, before, point.getValue()));
            before = point.getValue();
        }
        return new Outcome(json, verdict.isClean());
    }

    /** From the first signal that is measured to the last acknowledgement. */
    private static long acknowledgedPerSecond(List<OrderFates.Fate> acknowledged, long from) {
        long last = acknowledged.stream()
                .mapToLong(fate -> fate.acknowledgedAt)
                .max()
                .orElse(from);
        return last == from ? 0 : Math.round(acknowledged.size() * 1000.0 / (last - from));
    }

    private static ObjectNode latency(
            List<OrderFates.Fate> fates, ToLongFunction<OrderFates.Fate> from, ToLongFunction<OrderFates.Fate> to) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (!fates.isEmpty()) {
            Percentiles times = Percentiles.of(fates.stream()
                    .map(fate -> (to.applyAsLong(fate) - from.applyAsLong(fate)) * 1_000)
                    .toList());
            json.put("p50", times.millis(50)).put("p99", times.millis(99)).put("max", times.millis(100));
        }
        return json;
    }

    private static Map<String, ToLongFunction<OrderFates.Fate>> points() {
        var points = new LinkedHashMap<String, ToLongFunction<OrderFates.Fate>>();
        points.put("signalToApproval", fate -> fate.judgedAt);
        points.put("approvalToIntent", fate -> fate.intendedAt);
        points.put("intentToSubmitted", fate -> fate.submittedAt);
        points.put("submittedToAcknowledged", fate -> fate.acknowledgedAt);
        return points;
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }
}
