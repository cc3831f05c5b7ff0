package dev.tapedeck.simulator.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.wire.Json;

/** The envelopes of socket messages. */
final class Frames {
    private Frames() {}

    static String push(String channel, String symbol, JsonNode data, long tapeMillis) {
        return Json.text(Json.object()
                .put("symbol", symbol)
                .<ObjectNode>set("data", data)
                .put("channel", "push." + channel)
                .put("ts", tapeMillis));
    }

    static String push(String channel, JsonNode data, long tapeMillis) {
        return Json.text(Json.object()
                .put("channel", "push." + channel)
                .<ObjectNode>set("data", data)
                .put("ts", tapeMillis));
    }

    static String reply(String channel, String data, long wallMillis) {
        return Json.text(Json.object().put("channel", channel).put("data", data).put("ts", wallMillis));
    }

    static String pong(long wallMillis) {
        return Json.text(
                Json.object().put("channel", "pong").put("data", wallMillis).put("ts", wallMillis));
    }
}
