package dev.tapedeck.venue.mexc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The venue's JSON: decimals stay exact, numbers may have many digits or an exponent, ids may be numbers or text. */
final class MexcJson {
    private static final JsonMapper MAPPER = mapper();

    private MexcJson() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxNumberLength(100)
                        .build());
        return mapper;
    }

    /**
     * Returns the message's fields.
     *
     * @throws MalformedMessage when the text is not a JSON object
     */
    static MexcFields object(String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            return MexcFields.of(root, "message");
        } catch (JsonProcessingException broken) {
            throw new MalformedMessage("must be JSON: " + broken.getOriginalMessage(), broken);
        } catch (NumberFormatException absurd) {
            throw new MalformedMessage("must have readable numbers: " + absurd.getMessage(), absurd);
        }
    }

    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a request could not be written as JSON", impossible);
        }
    }
}
