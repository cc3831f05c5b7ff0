package dev.tapedeck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.StackFailure;
import java.util.HashMap;
import java.util.Map;

/**
 * The orders that the venue has, by client order id.
 *
 * @param orders how many of each
 * @param firstMicros wall clock at which the first creation of each came that became an order
 */
record Arrivals(Map<String, Integer> orders, Map<String, Long> firstMicros) {

    /** Reads the simulator's ledger, page by page. */
    static Arrivals read(Layout layout) {
        var orders = new HashMap<String, Integer>();
        var firstMicros = new HashMap<String, Long>();
        int from = 0;
        while (true) {
            JsonNode page = Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/ledger/orders?from=" + from));
            if (page.path("dropped").asLong() > 0) {
                throw new StackFailure("the venue's ledger must be whole, " + page.path("dropped") + " rows are gone");
            }
            JsonNode rows = page.path("orders");
            if (rows.isEmpty()) {
                return new Arrivals(orders, firstMicros);
            }
            for (JsonNode row : rows) {
                if (row.has("orderId")) {
                    String id = row.path("clientId").asText();
                    orders.merge(id, 1, Integer::sum);
                    firstMicros.putIfAbsent(id, row.path("receivedAtWallMicros").asLong());
                }
            }
            from += rows.size();
        }
    }
}
