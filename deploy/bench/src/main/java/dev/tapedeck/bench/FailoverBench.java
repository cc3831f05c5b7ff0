package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.VenueKey;
import dev.tapedeck.local.log.Comparison;
import dev.tapedeck.local.log.LoggedEvents;
import dev.tapedeck.local.session.BusyStack;
import dev.tapedeck.local.session.SimulatorControl;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * How long what a killed process owned stands still, on a stack that trades: for each service with one replica that the supervisor starts again, and for those that may have
 * several with two replicas, of which one dies for good. At the end every order is compared with the venue's ledger.
 */
final class FailoverBench {
    private static final int SYMBOLS = 6;
    private static final int TRADES_PER_SECOND = 10;
    private static final int TAPE_SECONDS = 7_200;
    private static final long TARGET_MILLIS = 10_000;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(2);
    private static final int RATE_LIMIT_CODE = 510;
    private static final Set<Topic> COMPARED =
            EnumSet.of(Topic.SIGNALS, Topic.ORDERS, Topic.ORDER_EVENTS, Topic.FILLS, Topic.POSITIONS);
    /** The partition that the second of two replicas owns; the session is there, so that the one that dies is the one with the work. */
    private static final int BUSY_CELL = Topic.SIGNALS.partitions() - 1;

    private static final PrintStream OUT = System.out;

    private final Layout layout;
    private final List<Member> services;
    private final int runs;
    private final Map<Member, List<Long>> restarted = new EnumMap<>(Member.class);
    private final Map<Member, List<Long>> takenOver = new EnumMap<>(Member.class);
    private final List<String> problems = new ArrayList<>();

    private FailoverBench(Layout layout, List<Member> services, int runs) {
        this.layout = layout;
        this.services = services;
        this.runs = runs;
    }

    static Outcome run(Layout layout, List<Member> services, int runs) throws InterruptedException {
        var bench = new FailoverBench(layout, services, runs);
        Directories.delete(layout.state());
        try (var supervisor = new Supervisor(layout, Instant.now(), OUT)) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            return bench.measure(supervisor);
        }
    }

    private Outcome measure(Supervisor supervisor) throws InterruptedException {
        StackSpecs specs = StackSpecs.freeRunning(layout, VenueKey.random());
        String session = new BusyStack(layout, SYMBOLS, TAPE_SECONDS, TRADES_PER_SECOND, true)
                .start(supervisor, specs, sessionInBusyCell());
        say("warming up for " + WARM_UP.toSeconds() + " s");
        Thread.sleep(WARM_UP);
        List<String> symbols = new SimulatorControl(layout).symbols();
        try (var failover = new Failover(layout)) {
            for (Member service : services) {
                killAlone(failover, service);
            }
            for (Member service : services) {
                if (service.mayHaveReplicas()) {
                    killOneOfTwo(failover, specs, service, symbols);
                }
            }
        }
        stop(session);
        return compared();
    }

    private void killAlone(Failover failover, Member service) throws InterruptedException {
        for (int run = 0; run < runs; run++) {
            note(restarted, service, failover.restarted(service), "killed and started again");
            Thread.sleep(BETWEEN);
        }
    }

    private void killOneOfTwo(Failover failover, StackSpecs specs, Member service, List<String> symbols)
            throws InterruptedException {
        for (int run = 0; run < runs; run++) {
            try (var second = SecondReplica.start(specs.secondReplica(service, symbols))) {
                failover.awaitShared(service, second);
                Thread.sleep(BETWEEN);
                note(takenOver, service, failover.takenOver(service, second), "one of two killed");
            }
            failover.awaitAlone(service);
            Thread.sleep(BETWEEN);
        }
    }

    private static void note(Map<Member, List<Long>> times, Member service, long millis, String what) {
        times.computeIfAbsent(service, ignored -> new ArrayList<>()).add(millis);
        say("  %-14s %-26s %6d ms".formatted(service.displayName(), what, millis));
    }

    private void stop(String session) throws InterruptedException {
        new Gateway(layout)
                .post(
                        "/api/trading/sessions/" + session + "/stop",
                        Json.MAPPER.createObjectNode().put("why", "everything is measured"));
        settle(
                "every order to be over",
                () -> Comparison.openOrders(read(EnumSet.of(Topic.ORDER_EVENTS)))
                        .isEmpty());
        settle(
                "both truths to agree",
                () -> new Comparison(read(EnumSet.of(Topic.POSITIONS)), ledger())
                        .positionDifferences()
                        .isEmpty());
        new SimulatorControl(layout).pause();
        Thread.sleep(Duration.ofSeconds(2));
    }

    private void settle(String what, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE_LIMIT.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                problems.add("waited " + SETTLE_LIMIT.toSeconds() + " s for " + what);
                return;
            }
            Thread.sleep(Duration.ofMillis(500));
        }
    }

    private Outcome compared() {
        LoggedEvents log = read(COMPARED);
        JsonNode ledger = ledger();
        var comparison = new Comparison(log, ledger);
        List<String> sequences = log.sequenceFaults();
        problems.addAll(comparison.lost());
        problems.addAll(comparison.duplicated());
        problems.addAll(comparison.unresolved());
        problems.addAll(comparison.positionDifferences());
        problems.addAll(sequences);
        log.deadLetters().forEach((topic, letters) -> problems.add(letters + " dead letters in " + topic));
        if (comparison.approved() == 0) {
            problems.add("no order was approved, so nothing was proven");
        }
        ObjectNode json = Json.MAPPER.createObjectNode().put("runs", runs).put("targetMillis", TARGET_MILLIS);
        json.set("restarted", times(restarted));
        json.set("oneOfTwo", times(takenOver));
        json.put("ordersApproved", comparison.approved())
                .put("ordersAtVenue", comparison.atVenue())
                .put("lost", comparison.lost().size())
                .put("duplicated", comparison.duplicated().size())
                .put("unknownUnresolved", comparison.unresolved().size())
                .put("sequenceFaults", sequences.size())
                .put("refusedForRate", refusedForRate(ledger));
        json.set("problems", Json.MAPPER.valueToTree(problems));
        return new Outcome(json, problems.isEmpty());
    }

    private static ObjectNode times(Map<Member, List<Long>> times) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        times.forEach((service, millis) -> {
            List<Long> sorted = millis.stream().sorted().toList();
            json.putObject(service.displayName())
                    .put("minMillis", sorted.getFirst())
                    .put("medianMillis", sorted.get((sorted.size() - 1) / 2))
                    .put("maxMillis", sorted.getLast())
                    .put("withinTarget", sorted.getLast() <= TARGET_MILLIS);
        });
        return json;
    }

    private static long refusedForRate(JsonNode ledger) {
        return ledger.path("orders")
                .valueStream()
                .filter(order -> order.path("rejectCode").asInt() == RATE_LIMIT_CODE)
                .count();
    }

    private LoggedEvents read(Set<Topic> topics) {
        return LoggedEvents.read(layout.bootstrapServers(), topics);
    }

    private JsonNode ledger() {
        return Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/ledger"));
    }

    private static String sessionInBusyCell() {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> "failover-" + n)
                .filter(id -> BuiltInPartitioner.partitionForKey(
                                id.getBytes(StandardCharsets.UTF_8), Topic.SIGNALS.partitions())
                        == BUSY_CELL)
                .findFirst()
                .orElseThrow(() -> new StackFailure("no session id belongs to cell " + BUSY_CELL));
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }
}
