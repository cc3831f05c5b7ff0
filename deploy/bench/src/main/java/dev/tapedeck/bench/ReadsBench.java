package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.StackSpecs;
import dev.tapedeck.local.VenueKey;
import dev.tapedeck.local.questdb.HistorySchema;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** How long each read of the gateway takes when the history holds very many orders, which came there the way they always do: over the log. One client, one read after the other. */
final class ReadsBench {
    private static final int SESSIONS = 200;
    private static final int WARM_UP = 50;
    private static final int READS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final long SEED = 7;
    /** Of every read, p99. */
    private static final double TARGET_MILLIS = 50;

    private static final double P50 = 50;
    private static final double P99 = 99;
    /** One client asks as fast as it is answered, which the gateway would rightly slow down. */
    private static final Map<String, String> UNLIMITED = Map.of(
            "TAPEDECK_GATEWAY_ACCESS_USER_REQUESTS_PER_SECOND", "100000",
            "TAPEDECK_GATEWAY_ACCESS_ADDRESS_REQUESTS_PER_SECOND", "100000");

    private static final PrintStream OUT = System.out;

    private final Layout layout;
    private final int orders;
    private final PastOrders past;
    private final Gateway gateway;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private ReadsBench(Layout layout, int orders) {
        this.layout = layout;
        this.orders = orders;
        this.past = new PastOrders(orders, SESSIONS);
        this.gateway = new Gateway(layout);
    }

    static Outcome run(Layout layout, int orders) throws InterruptedException {
        Directories.delete(layout.state());
        Directories.create(layout.questDbDirectory());
        try (var supervisor = new Supervisor(layout, Instant.now(), OUT)) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            StackSpecs specs = StackSpecs.freeRunning(layout, VenueKey.random());
            specs.checkBuilt();
            supervisor.startGroup(List.of(specs.broker(), specs.questDb()));
            new HistorySchema(layout).up();
            supervisor.startGroup(
                    List.of(specs.service(Member.GATEWAY, List.of()).with(UNLIMITED)));
            supervisor.markReady();
            return new ReadsBench(layout, orders).measure();
        }
    }

    private Outcome measure() throws InterruptedException {
        long began = System.nanoTime();
        past.write(layout.bootstrapServers());
        say(orders + " orders are on the log");
        awaitHistory();
        double seconds = (System.nanoTime() - began) / 1e9;
        ArrayNode reads = Json.MAPPER.createArrayNode();
        double worst = 0;
        for (var read : reads().entrySet()) {
            ObjectNode measured = measure(read.getKey(), read.getValue());
            worst = Math.max(worst, measured.path("p99Millis").asDouble());
            reads.add(measured);
            say(measured.toString());
        }
        ObjectNode result = Json.MAPPER.createObjectNode();
        result.put("orders", orders).put("projectedSeconds", seconds).put("worstP99Millis", worst);
        result.set("reads", reads);
        return new Outcome(result, worst <= TARGET_MILLIS);
    }

    /** The last order is in the history when all before it on its partition are; each session's last is asked for. */
    private void awaitHistory() throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        for (int order = orders - 1; order >= 0; order -= Math.max(1, orders / SESSIONS)) {
            while (rows("/api/trading/history/orders?orderId=" + PastOrders.orderId(order)) == 0) {
                if (Instant.now().isAfter(deadline)) {
                    throw new StackFailure("order " + order + " must be in the history within " + PATIENCE);
                }
                Thread.sleep(LOOK_EVERY);
            }
        }
    }

    private int rows(String path) {
        try {
            return gateway.get(path).path("rows").size();
        } catch (StackFailure notNow) {
            say("the history does not answer yet: " + notNow.getMessage());
            return 0;
        }
    }

    /** Returns the paths of each kind of read, by a number that chooses among what can be asked. */
    private Map<String, IntFunction<String>> reads() {
        var reads = new LinkedHashMap<String, IntFunction<String>>();
        reads.put("orders", order -> "/api/trading/orders?limit=200");
        reads.put("orders of a session", order -> "/api/trading/orders?sessionId=" + past.session(order));
        reads.put("order", order -> "/api/trading/orders/" + PastOrders.orderId(orders - 1 - order % 1_000));
        reads.put("signals", order -> "/api/trading/signals");
        reads.put("fills", order -> "/api/trading/fills");
        reads.put("positions", order -> "/api/trading/positions");
        reads.put("sessions", order -> "/api/trading/sessions");
        reads.put("status", order -> "/api/trading/status");
        reads.put("past orders", order -> "/api/trading/history/orders");
        reads.put("past orders before", order -> "/api/trading/history/orders?before=" + PastOrders.at(order));
        reads.put("past orders of a session", order -> "/api/trading/history/orders?sessionId=" + past.session(order));
        reads.put(
                "filled past orders of a session",
                order -> "/api/trading/history/orders?state=FILLED&sessionId=" + past.session(order));
        reads.put(
                "past orders of a symbol",
                order -> "/api/trading/history/orders?symbol=" + PastOrders.symbol(order) + "&before="
                        + PastOrders.at(order));
        reads.put("past order", order -> "/api/trading/history/orders?orderId=" + PastOrders.orderId(order));
        reads.put(
                "events of a past order", order -> "/api/trading/history/events?orderId=" + PastOrders.orderId(order));
        reads.put("past fills of a session", order -> "/api/trading/history/fills?sessionId=" + past.session(order));
        reads.put(
                "past positions of a session",
                order -> "/api/trading/history/positions?sessionId=" + past.session(order));
        reads.put("performance of a session", order -> "/api/trading/sessions/" + past.session(order) + "/performance");
        return reads;
    }

    private ObjectNode measure(String name, IntFunction<String> path) {
        var micros = new ArrayList<Long>();
        int rows = 0;
        for (int i = 0; i < WARM_UP + READS; i++) {
            String asked = path.apply(random.nextInt(orders));
            long from = System.nanoTime();
            JsonNode answer = gateway.get(asked);
            if (i >= WARM_UP) {
                micros.add((System.nanoTime() - from) / 1_000);
            }
            rows = Math.max(
                    rows, answer.isArray() ? answer.size() : answer.path("rows").size());
        }
        Percentiles percentiles = Percentiles.of(micros);
        return Json.MAPPER
                .createObjectNode()
                .put("read", name)
                .put("rows", rows)
                .put("p50Millis", percentiles.millis(P50))
                .put("p99Millis", percentiles.millis(P99));
    }

    private static void say(String text) {
        OUT.println(text);
        OUT.flush();
    }
}
