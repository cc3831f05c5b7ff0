package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.event.OrderIds;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of every signal that asks for an order, from the records of signals, orders and order-events in any order between topics. Repeats change nothing. */
final class OrderFates {
    private static final Set<String> SECTIONS_WITH_ORDER = Set.of("Z1", "ZE1", "E1");
    static final long NEVER = -1;

    private final Map<String, Fate> byOrder = new HashMap<>();

    /** One signal, its verdict and its order; times are wall clock milliseconds of the append. */
    static final class Fate {
        private @Nullable String verdictId;
        private @Nullable String endId;
        boolean entry;
        boolean approved;
        long signalledAt = NEVER;
        long judgedAt = NEVER;
        long intendedAt = NEVER;
        long submittedAt = NEVER;
        long acknowledgedAt = NEVER;
        /** The reason of a denial, or the kind of the end and its reason. */
        @Nullable
        String outcome;
        /** The kinds of the order's events, in order. */
        String life = "";
        /** More than one verdict or end that are not the same. */
        boolean contradicted;

        boolean isOver() {
            return judgedAt != NEVER && (!approved || endId != null);
        }

        /** Returns what was last said of it, for whoever looks for what is missing. */
        String reached() {
            return "signalled at " + signalledAt + ", judged at " + judgedAt + ", then " + life;
        }
    }

    Collection<Map.Entry<String, Fate>> all() {
        return byOrder.entrySet();
    }

    boolean has(String orderId) {
        return byOrder.containsKey(orderId);
    }

    long signals() {
        return byOrder.values().stream()
                .filter(fate -> fate.signalledAt != NEVER)
                .count();
    }

    /** Returns whether so many signals came and each of them is over. */
    boolean areOver(int signals) {
        return signals() >= signals && byOrder.values().stream().allMatch(Fate::isOver);
    }

    /** Takes a record; events that do not concern orders are passed over. */
    void take(JsonNode event, long appendedMillis) {
        String type = event.path("type").asText();
        JsonNode data = event.path("data");
        String id = event.path("id").asText();
        if (type.startsWith("Order") && data.has("orderId")) {
            Fate fate = of(data);
            fate.life += (fate.life.isEmpty() ? "" : " ") + type;
        }
        switch (type) {
            case "SignalRaised.v1" -> {
                if (SECTIONS_WITH_ORDER.contains(data.path("section").asText())) {
                    Fate fate = of(OrderIds.forSignal(id));
                    fate.signalledAt = fate.signalledAt == NEVER ? appendedMillis : fate.signalledAt;
                    fate.entry = data.path("section").asText().equals("Z1");
                }
            }
            case "OrderApproved.v1" -> judge(data, id, true, "", appendedMillis);
            case "OrderDenied.v1" ->
                judge(data, id, false, "DENIED " + data.path("reason").asText(), appendedMillis);
            case "OrderIntended.v1" -> {
                Fate fate = of(data);
                fate.intendedAt = fate.intendedAt == NEVER ? appendedMillis : fate.intendedAt;
            }
            case "OrderSubmitted.v1" -> {
                Fate fate = of(data);
                fate.submittedAt = fate.submittedAt == NEVER ? appendedMillis : fate.submittedAt;
            }
            case "OrderAcknowledged.v1" -> {
                Fate fate = of(data);
                fate.acknowledgedAt = fate.acknowledgedAt == NEVER ? appendedMillis : fate.acknowledgedAt;
            }
            case "OrderFilled.v1" -> end(data, id, "FILLED");
            case "OrderCancelled.v1" -> end(data, id, "CANCELLED");
            case "OrderRejected.v1" ->
                end(data, id, "REJECTED " + data.path("reason").asText());
            case "OrderExpired.v1" ->
                end(data, id, "EXPIRED " + data.path("cause").asText());
            default -> {}
        }
    }

    private void judge(JsonNode data, String id, boolean approved, String outcome, long appendedMillis) {
        Fate fate = of(data);
        if (fate.verdictId == null) {
            fate.verdictId = id;
            fate.approved = approved;
            fate.judgedAt = appendedMillis;
            if (!approved) {
                fate.outcome = outcome;
            }
        } else if (!fate.verdictId.equals(id) || fate.approved != approved) {
            fate.contradicted = true;
        }
    }

    private void end(JsonNode data, String id, String outcome) {
        Fate fate = of(data);
        if (fate.endId == null) {
            fate.endId = id;
            fate.outcome = outcome;
        } else if (!fate.endId.equals(id)) {
            fate.contradicted = true;
        }
    }

    private Fate of(JsonNode data) {
        return of(data.path("orderId").asText());
    }

    private Fate of(String orderId) {
        return byOrder.computeIfAbsent(orderId, ignored -> new Fate());
    }
}
