package dev.tapedeck.local.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts paper trading through the gateway, as any client does. */
public final class PaperSession {
    private PaperSession() {}

    /**
     * Asks for a session and returns its id once the gateway has accepted it.
     *
     * @param askedId the id that the session is to have; null when the gateway is to name it
     * @param balanceUsdt what the account begins with, a plain decimal
     */
    public static String start(
            Layout layout,
            @Nullable String askedId,
            List<String> symbols,
            List<StrategyDefinition> strategies,
            String balanceUsdt) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (askedId != null) {
            body.put("sessionId", askedId);
        }
        body.put("mode", "PAPER");
        body.set("symbols", Json.MAPPER.valueToTree(symbols));
        body.set("strategies", Json.MAPPER.valueToTree(strategies));
        body.put("initialBalanceUsdt", balanceUsdt);
        JsonNode answer = new Gateway(layout).post("/api/trading/sessions", body);
        String sessionId = answer.path("sessionId").asText();
        if (sessionId.isEmpty()) {
            throw new StackFailure("the gateway must answer the start of a session with its id, answered " + answer);
        }
        return sessionId;
    }
}
