package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.session.BusyStack;
import dev.tapedeck.local.supervise.StackState;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an order event takes from its place on the log to each of very many clients that take everything, while the whole stack trades on the same cores; whether one of them misses a message;
 * and whether the gateway's memory stays what it was.
 */
final class GatewayBench {
    private static final int SYMBOLS = 5;
    private static final int TRADES_PER_SECOND = 20;
    private static final int TAPE_SECONDS = 1_800;
    /** What the gateway keeps is bounded; smaller bounds than it has in life are reached within the warm-up, and what still grows then is a leak. */
    private static final int RING_MESSAGES = 2_000;

    private static final int ROWS = 300;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final int MEMORY_LOOKS = 5;
    private static final int MIB = 1 << 20;
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final double FLAT = 1.1;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final PrintStream OUT = System.out;

    private final Layout layout;

    private GatewayBench(Layout layout) {
        this.layout = layout;
    }

    static Outcome run(Layout layout, int clients, Duration measured) throws InterruptedException {
        Directories.delete(layout.state());
        Directories.create(layout.questDbDirectory());
        try (var supervisor = new Supervisor(layout, Instant.now(), OUT)) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            String session = new BusyStack(layout, SYMBOLS, TAPE_SECONDS, TRADES_PER_SECOND, true)
                    .start(
                            supervisor,
                            Map.of(
                                    "TAPEDECK_GATEWAY_ACCESS_CLIENTS_PER_USER_MAX", Integer.toString(clients),
                                    "TAPEDECK_GATEWAY_RING_MESSAGES", Integer.toString(RING_MESSAGES),
                                    "TAPEDECK_GATEWAY_ROWS", Integer.toString(ROWS)));
            return new GatewayBench(layout).measure(session, clients, measured);
        }
    }

    private Outcome measure(String session, int count, Duration measured) throws InterruptedException {
        say("warming up for " + WARM_UP.toSeconds() + " s");
        Thread.sleep(WARM_UP);
        double alone = liveMiB();
        URI socket = URI.create(layout.url(Member.GATEWAY, "/ws").toString().replace("http://", "ws://"));
        try (LiveClients clients = LiveClients.connect(socket, new Gateway(layout).socketProtocols(), count)) {
            say(count + " clients are connected, warming up for " + WARM_UP.toSeconds() + " s");
            Thread.sleep(WARM_UP);
            long messagesBefore = clients.messages();
            clients.measure();
            List<Double> live = watchMemory(measured);
            long messages = clients.messages() - messagesBefore;
            stop(session);
            Thread.sleep(SETTLE);
            return told(clients, count, measured, messages, alone, live);
        }
    }

    /** Returns the gateway's memory at the beginning and after each of so many parts of the time. */
    private List<Double> watchMemory(Duration time) throws InterruptedException {
        var live = new ArrayList<>(List.of(liveMiB()));
        for (int look = 0; look < MEMORY_LOOKS; look++) {
            Thread.sleep(time.dividedBy(MEMORY_LOOKS));
            live.add(liveMiB());
        }
        return live;
    }

    /** Returns whether what is live no longer grows: at the end it is what it was after half of the time, but for a tenth. */
    private static boolean isFlat(List<Double> liveMiB) {
        return liveMiB.getLast() <= liveMiB.get(liveMiB.size() / 2) * FLAT;
    }

    private Outcome told(
            LiveClients clients, int count, Duration measured, long messages, double alone, List<Double> liveMiB) {
        List<Long> micros =
                clients.orderMillis().stream().map(millis -> millis * 1_000).toList();
        Percentiles times = Percentiles.of(micros);
        long[] last = clients.lastSeqs();
        JsonNode status = new Gateway(layout).get("/api/trading/status");
        ObjectNode result = Json.MAPPER.createObjectNode();
        result.put("clients", count)
                .put("ringMessages", RING_MESSAGES)
                .put("rows", ROWS)
                .put("seconds", measured.toSeconds())
                .put("messagesPerSecond", messages / Math.max(1, measured.toSeconds()))
                .put("orderMessages", micros.size())
                .put("p50Millis", times.millis(P50))
                .put("p99Millis", times.millis(P99))
                .put("missing", clients.missing())
                .put("closed", clients.closedByGateway())
                .put("farthestBehind", last[1] - last[0])
                .put("clientsOfGateway", status.path("clients").asInt())
                .put("liveHeapMiBAlone", alone)
                .put("memoryFlat", isFlat(liveMiB))
                .set("liveHeapMiB", Json.MAPPER.valueToTree(liveMiB));
        boolean correct = clients.missing() == 0 && clients.closedByGateway() == 0 && isFlat(liveMiB);
        return new Outcome(result, correct);
    }

    private void stop(String session) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("why", "the bench is over");
        new Gateway(layout).post("/api/trading/sessions/" + session + "/stop", body);
    }

    /** Returns what is reachable in the gateway's heap, after a collection of all of it. What the process takes of the machine says less: it grows until the heap was used up once. */
    private double liveMiB() throws InterruptedException {
        long pid = StackState.read(layout.stackFile()).orElseThrow().services().stream()
                .filter(entry -> entry.name().equals(Member.GATEWAY.displayName()))
                .findFirst()
                .orElseThrow()
                .pid();
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process histogram = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = TOTAL.matcher(said);
            if (histogram.waitFor() != 0 || !total.find()) {
                throw new StackFailure("the heap of process " + pid + " could not be read: " + said);
            }
            return Long.parseLong(total.group(1)) / (double) MIB;
        } catch (IOException failed) {
            throw new StackFailure("the heap of process " + pid + " could not be read", failed);
        }
    }

    private static void say(String text) {
        OUT.println(text);
        OUT.flush();
    }
}
