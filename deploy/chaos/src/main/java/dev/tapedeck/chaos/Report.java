package dev.tapedeck.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param faultsInjected strikes that were carried out
 * @param balanceDifferenceUsdt the venue's cash minus ours
 * @param recoveryMillis of every kill, shortest first
 * @param haltMillis from the command to the last acknowledgement; -1 when not all acknowledged
 * @param problems everything that must not be, in words
 */
record Report(
        long seed,
        double minutes,
        int kills,
        int faultsInjected,
        int ordersApproved,
        int ordersAtVenue,
        int lost,
        int duplicated,
        int unknownUnresolved,
        boolean positionsEqual,
        BigDecimal balanceDifferenceUsdt,
        int sequenceFaults,
        Map<String, Integer> deadLetters,
        List<Long> recoveryMillis,
        long haltMillis,
        int entriesAfterHalt,
        List<String> problems) {

    boolean isClean() {
        return problems.isEmpty();
    }

    ObjectNode json() {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("seed", seed)
                .put("minutes", minutes)
                .put("kills", kills)
                .put("faultsInjected", faultsInjected)
                .put("ordersApproved", ordersApproved)
                .put("ordersAtVenue", ordersAtVenue)
                .put("lost", lost)
                .put("duplicated", duplicated)
                .put("unknownUnresolved", unknownUnresolved)
                .put("positionsEqual", positionsEqual)
                .put("balanceDifferenceUsdt", balanceDifferenceUsdt.toPlainString())
                .put("sequenceFaults", sequenceFaults);
        json.set("deadLetters", Json.MAPPER.valueToTree(deadLetters));
        ObjectNode recovery = json.putObject("recoveryMillis");
        if (!recoveryMillis.isEmpty()) {
            recovery.put("p50", recoveryMillis.get((recoveryMillis.size() - 1) / 2))
                    .put("max", recoveryMillis.getLast());
        }
        json.put("haltMillis", haltMillis).put("entriesAfterHalt", entriesAfterHalt);
        json.set("problems", Json.MAPPER.valueToTree(problems));
        return json;
    }
}
