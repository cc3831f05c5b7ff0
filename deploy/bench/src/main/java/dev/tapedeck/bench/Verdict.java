package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.OrderIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Signals beside what the venue has.
 *
 * @param outcomes how many signals ended in each way
 * @param lost signals without a verdict, approvals without an end, acknowledged orders that the venue does not have, orders of the venue that nobody acknowledged or approved
 * @param duplicated client ids under which the venue has several orders, and signals with two different verdicts or ends
 */
record Verdict(
        int approved,
        int denied,
        int atVenue,
        Map<String, Integer> outcomes,
        List<String> lost,
        List<String> duplicated) {
    private static final int PROBLEMS_SHOWN = 20;

    /** @param signals how many were written */
    static Verdict of(int signals, OrderFates fates, Arrivals arrivals) {
        int approved = 0;
        int denied = 0;
        var outcomes = new TreeMap<String, Integer>();
        var lost = new ArrayList<String>();
        var duplicated = new ArrayList<String>();
        for (var one : fates.all()) {
            String orderId = one.getKey();
            OrderFates.Fate fate = one.getValue();
            boolean isThere = arrivals.orders().containsKey(orderId);
            boolean acknowledged = fate.acknowledgedAt != OrderFates.NEVER;
            approved += fate.approved ? 1 : 0;
            denied += fate.judgedAt != OrderFates.NEVER && !fate.approved ? 1 : 0;
            outcomes.merge(fate.outcome == null ? "NONE" : fate.outcome, 1, Integer::sum);
            if (fate.signalledAt == OrderFates.NEVER) {
                lost.add(orderId + " has no signal");
            } else if (!fate.isOver()) {
                lost.add(orderId
                        + (fate.approved ? " was approved and has no end: " : " has no verdict: ")
                        + fate.reached());
            }
            if (acknowledged != isThere) {
                lost.add(orderId
                        + (isThere
                                ? " is at the venue and not acknowledged"
                                : " is acknowledged and not at the venue"));
            }
            if (fate.contradicted) {
                duplicated.add(orderId + " has two verdicts or two ends");
            }
        }
        for (var order : arrivals.orders().entrySet()) {
            if (order.getValue() > 1) {
                duplicated.add(order.getKey() + " is at the venue " + order.getValue() + " times");
            }
            if (OrderIds.isOurs(order.getKey()) && !fates.has(order.getKey())) {
                lost.add(order.getKey() + " is at the venue and nobody asked for it");
            }
        }
        for (long missing = fates.signals(); missing < signals; missing++) {
            lost.add("a signal that was acknowledged is not on the log");
        }
        int atVenue = arrivals.orders().entrySet().stream()
                .filter(order -> OrderIds.isOurs(order.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return new Verdict(approved, denied, atVenue, outcomes, lost, duplicated);
    }

    boolean isClean() {
        return lost.isEmpty() && duplicated.isEmpty();
    }

    /** Adds what there is to say to a result. */
    void putInto(ObjectNode json) {
        json.put("approved", approved)
                .put("denied", denied)
                .put("atVenue", atVenue)
                .put("lost", lost.size())
                .put("duplicated", duplicated.size());
        json.set("outcomes", Json.MAPPER.valueToTree(outcomes));
        json.set(
                "problems",
                Json.MAPPER.valueToTree(Stream.concat(lost.stream(), duplicated.stream())
                        .limit(PROBLEMS_SHOWN)
                        .toList()));
    }
}
