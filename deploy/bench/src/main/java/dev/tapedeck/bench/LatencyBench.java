package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.session.BusyStack;
import dev.tapedeck.local.session.SimulatorControl;
import dev.tapedeck.local.supervise.StackState;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * Tick received to order sent, over all services: from the append of a tick to the moment at which the simulator has the order that follows from it.
 *
 * <p>The stack runs as {@code up} runs it, on tapes that trade all the time, with a strategy that enters and leaves as fast as it may, the venue's rate limit lifted. After the
 * warm-up it is measured; then the tape pauses and the relay is measured on the same broker; then the strategy service is killed, and what it decides in the first 30 s after
 * it is ready again is measured once more.
 */
final class LatencyBench {
    private static final int SYMBOLS = 8;
    private static final int TRADES_PER_SECOND = 10;
    private static final Duration WARM_UP = Duration.ofMinutes(4);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final Duration AFTER_RESTART = Duration.ofSeconds(30);
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(60);
    private static final int TAPE_SECONDS = 600;

    private static final List<String> HOPS =
            List.of("tickToIndicators", "indicatorsToSignal", "signalToApproval", "approvalToIntent", "intentToVenue");

    private static final PrintStream OUT = System.out;

    private final Layout layout;

    private LatencyBench(Layout layout) {
        this.layout = layout;
    }

    static Outcome run(Layout layout) throws InterruptedException, ExecutionException {
        var bench = new LatencyBench(layout);
        Directories.delete(layout.state());
        try (var supervisor = new Supervisor(layout, Instant.now(), OUT)) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            return new Outcome(bench.measure(supervisor), true);
        }
    }

    private ObjectNode measure(Supervisor supervisor) throws InterruptedException, ExecutionException {
        new BusyStack(layout, SYMBOLS, TAPE_SECONDS, TRADES_PER_SECOND, false).start(supervisor);
        say("warming up for " + WARM_UP.toSeconds() + " s, then measuring for " + MEASURED.toSeconds() + " s");
        Thread.sleep(WARM_UP);
        long from = System.currentTimeMillis();
        Thread.sleep(MEASURED);
        long to = System.currentTimeMillis();
        pause();
        say("measuring the relay with the ticks of the same time, twice " + MEASURED.toSeconds() + " s");
        List<Long> rhythm = OrderPaths.read(layout.bootstrapServers()).tickRhythm(from, to);
        Relay.Latencies relay = new Relay(layout.bootstrapServers()).run(rhythm);
        new SimulatorControl(layout).play();
        Thread.sleep(Duration.ofSeconds(5));
        long restarted = restart(Member.STRATEGY);
        say("measuring the first " + AFTER_RESTART.toSeconds() + " s after the restart");
        Thread.sleep(AFTER_RESTART);
        long end = System.currentTimeMillis();
        pause();
        Thread.sleep(Duration.ofSeconds(2));
        return result(from, to, relay, restarted, end);
    }

    private ObjectNode result(long from, long to, Relay.Latencies relay, long restarted, long end) {
        OrderPaths paths = OrderPaths.read(layout.bootstrapServers());
        List<OrderPaths.Path> all = paths.of(Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/ledger")));
        List<OrderPaths.Path> warm = between(all, from, to);
        List<OrderPaths.Path> cold = between(all, restarted, end);
        if (warm.isEmpty() || cold.isEmpty()) {
            throw new StackFailure("orders must have been sent in both windows, were " + warm.size() + " and "
                    + cold.size() + " of " + all.size());
        }
        Percentiles stackTimes = latencies(warm);
        Percentiles relayTimes = Percentiles.of(relay.arrived());
        Percentiles appendTimes = Percentiles.of(relay.appended());
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("p50Millis", rounded(stackTimes.millis(50)));
        json.put("p99Millis", rounded(stackTimes.millis(99)));
        json.put("relayP50Millis", rounded(relayTimes.millis(50)));
        json.put("relayP99Millis", rounded(relayTimes.millis(99)));
        json.put("relayToAppendP50Millis", rounded(appendTimes.millis(50)));
        json.put("relayToAppendP99Millis", rounded(appendTimes.millis(99)));
        json.put("ratioP50", rounded(stackTimes.millis(50) / relayTimes.millis(50)));
        json.put("ratioP99", rounded(stackTimes.millis(99) / relayTimes.millis(99)));
        json.put("afterRestartP99Millis", rounded(latencies(cold).millis(99)));
        json.put("ticks", paths.ticks());
        json.put("symbols", SYMBOLS);
        json.put("orders", warm.size());
        json.put("ordersAfterRestart", cold.size());
        json.put("relayRecords", relay.arrived().size());
        json.put("warmUpSeconds", WARM_UP.toSeconds());
        json.set("hops", hops(warm));
        json.set("hopsAfterRestart", hops(cold));
        return json;
    }

    /** Kills the service and returns the wall time at which it was ready again. */
    private long restart(Member member) throws InterruptedException {
        long pid =
                StackState.read(layout.stackFile()).orElseThrow().entry(member).pid();
        say("killing " + member.displayName() + " (pid " + pid + ")");
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + RESTART_LIMIT.toNanos();
        boolean wentDown = false;
        while (System.nanoTime() < deadline) {
            boolean ready = isReady(member);
            if (ready && wentDown) {
                return System.currentTimeMillis();
            }
            wentDown |= !ready;
            Thread.sleep(Duration.ofMillis(20));
        }
        throw new StackFailure(
                member.displayName() + " must be ready within " + RESTART_LIMIT.toSeconds() + " s after a kill");
    }

    private boolean isReady(Member member) {
        try {
            return Http.status(layout.url(member, "/q/health/ready")) == 200;
        } catch (StackFailure notListening) {
            return false;
        }
    }

    private void pause() {
        new SimulatorControl(layout).pause();
    }

    private static Percentiles latencies(List<OrderPaths.Path> paths) {
        return Percentiles.of(paths.stream().map(OrderPaths.Path::latencyMicros).toList());
    }

    private static ObjectNode hops(List<OrderPaths.Path> paths) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        for (int i = 0; i < HOPS.size(); i++) {
            int hop = i;
            Percentiles times = Percentiles.of(
                    paths.stream().map(path -> path.hopMicros().get(hop)).toList());
            json.putObject(HOPS.get(hop))
                    .put("p50Millis", rounded(times.millis(50)))
                    .put("p99Millis", rounded(times.millis(99)));
        }
        return json;
    }

    private static List<OrderPaths.Path> between(List<OrderPaths.Path> paths, long from, long to) {
        return paths.stream()
                .filter(path -> path.tickAtMillis() >= from && path.tickAtMillis() < to)
                .toList();
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", value));
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }
}
