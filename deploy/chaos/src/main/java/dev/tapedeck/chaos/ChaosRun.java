package dev.tapedeck.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.Comparison;
import dev.tapedeck.local.log.LoggedEvents;
import dev.tapedeck.local.session.BusyStack;
import dev.tapedeck.local.session.SimulatorControl;
import dev.tapedeck.local.supervise.Probes;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One run: a stack that trades as fast as it may, the faults of a plan, a halt, time to settle, and the comparison. Ends by itself and leaves no process behind.
 */
final class ChaosRun {
    private static final int SYMBOLS = 3;
    private static final int TRADES_PER_SECOND = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    /** The venue shows the average price of a position rounded, and after a correction ours is what it shows. */
    private static final BigDecimal BALANCE_TOLERANCE = new BigDecimal("0.01");

    private final Layout layout;
    private final PrintStream out;
    private final long seed;
    private final Duration length;
    private final FaultPlan plan;
    private final Recoveries recoveries;
    private final Faults faults;

    ChaosRun(Layout layout, PrintStream out, long seed, Duration length, Set<FaultKind> kinds) {
        this.layout = layout;
        this.out = out;
        this.seed = seed;
        this.length = length;
        this.plan = FaultPlan.draw(seed, length, kinds);
        this.recoveries = new Recoveries(layout);
        this.faults = new Faults(layout, recoveries);
    }

    Report run() throws InterruptedException {
        Directories.delete(layout.state());
        try (var supervisor = new Supervisor(layout, Instant.now(), out);
                faults) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            String session = start(supervisor);
            Thread.sleep(WARM_UP);
            strike();
            awaitAllReady();
            Halt halt = Halt.ask(layout);
            stop(session);
            var problems = new ArrayList<String>();
            settle(problems);
            return compared(halt, problems);
        }
    }

    private String start(Supervisor supervisor) {
        long tapeSeconds = length.plus(WARM_UP)
                .plus(READY_LIMIT)
                .plus(SETTLE_LIMIT)
                .plusMinutes(3)
                .toSeconds();
        return new BusyStack(layout, SYMBOLS, (int) tapeSeconds, TRADES_PER_SECOND, true).start(supervisor);
    }

    private void strike() throws InterruptedException {
        long beganNanos = System.nanoTime();
        for (Strike strike : plan.strikes()) {
            while (System.nanoTime() - beganNanos < strike.after().toNanos()) {
                recoveries.look();
                faults.wakeSleepers();
                Thread.sleep(LOOK_EVERY);
            }
            say((faults.strike(strike) ? "  " : "  (nothing to strike) ") + strike);
        }
    }

    private void awaitAllReady() throws InterruptedException {
        faults.end();
        await(READY_LIMIT, "every process to be ready after the last fault", () -> {
            recoveries.look();
            return recoveries.allBack()
                    && Member.services().stream()
                            .allMatch(member -> Probes.of(layout, member).isReady());
        });
    }

    private void stop(String session) {
        new Gateway(layout)
                .post(
                        "/api/trading/sessions/" + session + "/stop",
                        Json.MAPPER.createObjectNode().put("why", "the chaos is over"));
    }

    /** Waits until nothing moves any more; what does not come to rest is a problem. */
    private void settle(List<String> problems) throws InterruptedException {
        try {
            await(SETTLE_LIMIT, "every order to be over", this::everyOrderIsOver);
            await(SETTLE_LIMIT, "both truths, and risk with them, to agree", this::truthsAgree);
        } catch (StackFailure unsettled) {
            problems.add(String.valueOf(unsettled.getMessage()));
        }
        new SimulatorControl(layout).pause();
        Thread.sleep(Duration.ofSeconds(2));
    }

    private boolean everyOrderIsOver() {
        return Comparison.openOrders(LoggedEvents.read(layout.bootstrapServers(), EnumSet.of(Topic.ORDER_EVENTS)))
                .isEmpty();
    }

    private boolean truthsAgree() {
        LoggedEvents log = LoggedEvents.read(layout.bootstrapServers(), EnumSet.of(Topic.POSITIONS, Topic.ORDERS));
        var comparison = new Comparison(log, ledger());
        return comparison.positionDifferences().isEmpty()
                && comparison.reservationsLeft().isEmpty();
    }

    private Report compared(Halt halt, List<String> problems) {
        JsonNode ledger = ledger();
        LoggedEvents log = LoggedEvents.read(layout.bootstrapServers(), EnumSet.allOf(Topic.class));
        var comparison = new Comparison(log, ledger);
        List<String> differences = comparison.positionDifferences();
        List<String> sequences = log.sequenceFaults();
        BigDecimal balance = comparison.balanceDifference(BusyStack.BALANCE);
        int late = halt.entriesAfter(ledger);
        problems.addAll(comparison.lost());
        problems.addAll(comparison.duplicated());
        problems.addAll(comparison.unresolved());
        problems.addAll(differences);
        problems.addAll(comparison.reservationsLeft());
        problems.addAll(sequences);
        problems.addAll(recoveries.endedByThemselves());
        log.deadLetters().forEach((topic, letters) -> problems.add(letters + " dead letters in " + topic));
        if (ledger.path("dropped").asLong() > 0) {
            problems.add("the venue's ledger is incomplete: " + ledger.path("dropped") + " rows dropped");
        }
        if (balance.abs().compareTo(BALANCE_TOLERANCE) > 0) {
            problems.add("the venue's cash is " + balance.toPlainString() + " USDT more than the log says");
        }
        if (halt.millis() < 0) {
            problems.add("not every cell acknowledged the halt");
        }
        if (late > 0) {
            problems.add(late + " entries reached the venue after the halt was acknowledged by all");
        }
        if (comparison.approved() == 0) {
            problems.add("no order was approved, so nothing was proven");
        }
        return new Report(
                seed,
                length.toMillis() / 60_000.0,
                recoveries.kills(),
                faults.carriedOut(),
                comparison.approved(),
                comparison.atVenue(),
                comparison.lost().size(),
                comparison.duplicated().size(),
                comparison.unresolved().size(),
                differences.isEmpty(),
                balance,
                sequences.size(),
                log.deadLetters(),
                recoveries.sortedMillis(),
                halt.millis(),
                late,
                problems);
    }

    private JsonNode ledger() {
        return Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/ledger"));
    }

    private static void await(Duration limit, String what, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("waited " + limit.toSeconds() + " s for " + what);
            }
            Thread.sleep(Duration.ofMillis(500));
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
