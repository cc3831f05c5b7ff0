package dev.tapedeck.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The form of every reply. Business errors come with HTTP 200 and a code.
 *
 * @param code 0 for success
 * @param data absent also when the reply says null
 */
record MexcEnvelope(int code, String message, Optional<JsonNode> data) {
    static MexcEnvelope of(String body) {
        MexcFields fields = MexcJson.object(body);
        if (!fields.has("code") && !fields.has("success")) {
            throw new MalformedMessage("a reply must have 'success' and 'code'");
        }
        boolean success = fields.flagOr(fields.countOr(0, "code") == 0, "success");
        int code = fields.countOr(0, "code");
        if (!success && code == 0) {
            throw new MalformedMessage("a reply without success must have a code");
        }
        String message = fields.any("message", "msg").map(JsonNode::asText).orElse("");
        return new MexcEnvelope(code, message, fields.any("data"));
    }
}
