package dev.tapedeck.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.log.Acknowledgements;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.log.LoggedEvents;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A halt of everything while the session trades, and how long it took until the last cell of every service had acknowledged it.
 *
 * @param askedMillis wall clock before the command was sent
 * @param acknowledgedMillis wall clock at which the last acknowledgement was on the log; absent when one is missing
 */
record Halt(long askedMillis, OptionalLong acknowledgedMillis) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<Integer> OPENING_SIDES = Set.of(1, 3);

    static Halt ask(Layout layout) throws InterruptedException {
        long asked = System.currentTimeMillis();
        new Gateway(layout)
                .post(
                        "/api/trading/state",
                        Json.MAPPER
                                .createObjectNode()
                                .put("scope", "GLOBAL")
                                .put("scopeId", "all")
                                .put("state", State.HALTED.name())
                                .put("why", "the chaos is over")
                                .put("confirm", "HALT"));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            OptionalLong last = lastAcknowledged(layout, asked);
            if (last.isPresent()) {
                return new Halt(asked, last);
            }
            Thread.sleep(Duration.ofMillis(200));
        }
        return new Halt(asked, OptionalLong.empty());
    }

    private static OptionalLong lastAcknowledged(Layout layout, long since) {
        var cells = new HashSet<String>();
        long last = 0;
        try (var reader = new LogReader(layout.bootstrapServers())) {
            for (var record : reader.last(Topic.ACKNOWLEDGEMENTS.topicName(), Integer.MAX_VALUE)) {
                if (record.timestamp() >= since && LoggedEvents.isHalt(record.value())) {
                    cells.add(record.key());
                    last = Math.max(last, record.timestamp());
                }
            }
        }
        return cells.size() >= Acknowledgements.expected() ? OptionalLong.of(last) : OptionalLong.empty();
    }

    /** Returns the milliseconds from the command to the last acknowledgement, -1 when one is missing. */
    long millis() {
        return acknowledgedMillis.isPresent() ? acknowledgedMillis.getAsLong() - askedMillis : -1;
    }

    /** Returns how many of our entries reached the venue after everybody had acknowledged. */
    int entriesAfter(JsonNode ledger) {
        int entries = 0;
        for (JsonNode order : ledger.path("orders")) {
            boolean late = acknowledgedMillis.isPresent()
                    && order.path("receivedAtWallMicros").asLong() / 1_000 > acknowledgedMillis.getAsLong();
            if (late && OrderIds.isOurs(order.path("clientId").asText()) && opens(order)) {
                entries++;
            }
        }
        return entries;
    }

    private static boolean opens(JsonNode order) {
        return OPENING_SIDES.contains(order.path("side").asInt());
    }
}
