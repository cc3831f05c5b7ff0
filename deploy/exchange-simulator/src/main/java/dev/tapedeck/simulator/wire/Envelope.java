package dev.tapedeck.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.VenueCode;
import org.jspecify.annotations.Nullable;

/** The envelope that every answer of the REST interface comes in. */
public final class Envelope {
    private Envelope() {}

    /** Returns the text of an answer: the data on success, code and message on refusal. */
    public static String text(VenueCode code, String message, @Nullable JsonNode data) {
        boolean success = code == VenueCode.OK;
        ObjectNode envelope = Json.object().put("success", success).put("code", code.number());
        if (!success) {
            envelope.put("message", message);
        }
        if (data != null) {
            envelope.set("data", data);
        }
        return Json.text(envelope);
    }
}
