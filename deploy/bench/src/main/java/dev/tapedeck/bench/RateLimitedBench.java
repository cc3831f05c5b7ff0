package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.supervise.Supervisor;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * A burst of entries and then exits, at once, many times what the venue's rate limit lets through. Every one must end with a reason that has a type, and an exit that was approved
 * while entries wait must be at the venue before them.
 */
final class RateLimitedBench {
    /** What is held before the burst, to be left in it. */
    private static final int HELD = 12;

    private static final int ENTRIES = 150;
    /** Entries whose price is long gone when they may go. */
    private static final int DRIFTED = 10;

    private static final Price DRIFTED_PRICE = Price.of("1010");
    private static final int ENTRY_LIVES_MILLIS = 20_000;
    private static final Map<String, String> ORDER_SETTINGS =
            Map.of("TAPEDECK_VENUE_QUEUE_ENTRY_LIVES_MILLIS", Integer.toString(ENTRY_LIVES_MILLIS));
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** An entry that was let go before the exit was there may be on its way, and clocks count in milliseconds. */
    private static final long ON_ITS_WAY_MICROS = 100_000;

    private static final PrintStream OUT = System.out;

    private final OrderStack stack;
    private final SignalPlan plan;
    private final FateReader reader;

    private RateLimitedBench(OrderStack stack, FateReader reader) {
        this.stack = stack;
        this.reader = reader;
        // All in one session: what waits is counted in each cell.
        this.plan = new SignalPlan(stack.sessions().subList(0, 1), stack.symbols(), HELD + ENTRIES);
    }

    static Outcome run(Layout layout) throws InterruptedException {
        Directories.delete(layout.state());
        try (var supervisor = new Supervisor(layout, Instant.now(), OUT);
                var stack = OrderStack.start(layout, supervisor, true, ORDER_SETTINGS);
                var reader = new FateReader(layout.bootstrapServers())) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
            return new RateLimitedBench(stack, reader).burst(layout);
        }
    }

    private Outcome burst(Layout layout) {
        say(HELD + " entries, to have something to leave");
        for (int instance = 0; instance < HELD; instance++) {
            write(instance, 0, Section.Z1, SignalPlan.PRICE);
        }
        reader.read(HELD, PATIENCE);
        say("a burst of " + ENTRIES + " entries and " + HELD + " exits");
        for (int i = 0; i < ENTRIES; i++) {
            write(HELD + i, 0, Section.Z1, i % (ENTRIES / DRIFTED) == 1 ? DRIFTED_PRICE : SignalPlan.PRICE);
        }
        for (int instance = 0; instance < HELD; instance++) {
            write(instance, 1, Section.ZE1, SignalPlan.PRICE);
        }
        stack.flush();
        int all = HELD + ENTRIES + HELD;
        OrderFates fates = reader.read(all, PATIENCE);
        Arrivals arrivals = Arrivals.read(layout);
        return result(fates, Verdict.of(all, fates, arrivals), arrivals);
    }

    private void write(int instance, int turn, Section section, Price price) {
        Event<SignalRaised> signal =
                plan.signal(instance, turn, section, price, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        stack.append(signal, signal.data().sessionId());
    }

    private static Outcome result(OrderFates fates, Verdict verdict, Arrivals arrivals) {
        List<Map.Entry<String, OrderFates.Fate>> exits = fates.all().stream()
                .filter(one -> !one.getValue().entry && arrivals.firstMicros().containsKey(one.getKey()))
                .toList();
        long overtaken = exits.stream()
                .mapToLong(exit -> overtaken(exit, fates, arrivals))
                .sum();
        long overtaking = exits.stream()
                .mapToLong(exit -> overtaking(exit, fates, arrivals))
                .sum();
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("signals", fates.signals())
                .put("entryLivesMillis", ENTRY_LIVES_MILLIS);
        verdict.putInto(json);
        json.put("exitsAtVenue", exits.size())
                .put("waitingEntriesOvertakenByExits", overtaken)
                .put("entriesBeforeWaitingExits", overtaking);
        return new Outcome(json, verdict.isClean() && exits.size() == HELD && overtaking == 0);
    }

    /** Entries that were there before the exit and came to the venue after it. */
    private static long overtaken(Map.Entry<String, OrderFates.Fate> exit, OrderFates fates, Arrivals arrivals) {
        return fates.all().stream()
                .filter(one -> one.getValue().entry && one.getValue().judgedAt <= exit.getValue().judgedAt)
                .filter(one -> arrivals.firstMicros().getOrDefault(one.getKey(), 0L)
                        > arrivals.firstMicros().getOrDefault(exit.getKey(), Long.MAX_VALUE))
                .count();
    }

    /** Entries that went to the venue while the exit waited. */
    private static long overtaking(Map.Entry<String, OrderFates.Fate> exit, OrderFates fates, Arrivals arrivals) {
        long waitsFrom = exit.getValue().intendedAt * 1_000 + ON_ITS_WAY_MICROS;
        long arrived = arrivals.firstMicros().getOrDefault(exit.getKey(), 0L);
        return fates.all().stream()
                .filter(one -> one.getValue().entry)
                .mapToLong(one -> arrivals.firstMicros().getOrDefault(one.getKey(), 0L))
                .filter(at -> at > waitsFrom && at < arrived)
                .count();
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }
}
