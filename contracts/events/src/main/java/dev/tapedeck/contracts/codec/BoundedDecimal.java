package dev.tapedeck.contracts.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/** Reads an exact decimal from a string of at most 60 digits: a number of a million digits is a few bytes on the wire and a denial of service in memory. */
final class BoundedDecimal extends StdDeserializer<BigDecimal> {
    private static final long serialVersionUID = 1L;
    private static final int DIGITS_MAX = 60;

    BoundedDecimal() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, json);
        }
        String text = json.getText();
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException malformed) {
            return (BigDecimal) context.handleWeirdStringValue(BigDecimal.class, text, "expected a decimal number");
        }
        if (value.precision() > DIGITS_MAX || Math.abs((long) value.scale()) > DIGITS_MAX) {
            return (BigDecimal) context.handleWeirdStringValue(
                    BigDecimal.class, text, "expected at most " + DIGITS_MAX + " digits");
        }
        return value;
    }
}
