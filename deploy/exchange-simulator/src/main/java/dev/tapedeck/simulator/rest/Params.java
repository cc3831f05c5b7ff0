package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Typed access to query parameters or a JSON object; numbers may come as strings. */
record Params(JsonNode node) {

    static Params of(MultiMap query) {
        ObjectNode node = Json.object();
        query.forEach((name, value) -> node.put(name, value));
        return new Params(node);
    }

    /** The text of a parameter; empty when absent. */
    String text(String name) {
        JsonNode value = node.path(name);
        return value.isNull() ? "" : value.asText("");
    }

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    boolean flag(String name) {
        return text(name).equals("true");
    }

    @Nullable
    BigDecimal decimal(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > 40) {
            throw new BadParameterException(name + " must be a decimal of at most 40 characters");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new BadParameterException(name + " must be a decimal, was '" + text + "'");
        }
    }

    BigDecimal requiredDecimal(String name) {
        BigDecimal value = decimal(name);
        if (value == null) {
            throw new BadParameterException(name + " must be given");
        }
        return value;
    }

    long integer(String name, long absent) {
        BigDecimal value = decimal(name);
        if (value == null) {
            return absent;
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw new BadParameterException(name + " must be a whole number, was '" + text(name) + "'");
        }
    }

    int number(String name, int absent) {
        long value = integer(name, absent);
        if (value != (int) value) {
            throw new BadParameterException(name + " must fit 32 bits, was " + value);
        }
        return (int) value;
    }

    /** A time under either of the names that clients use. */
    long time(String snakeName, String camelName, long absent) {
        return integer(has(snakeName) ? snakeName : camelName, absent);
    }

    int page() {
        return Math.max(1, number("page_num", 1));
    }

    int pageSize(int largest) {
        return Math.clamp(number("page_size", 20), 1, largest);
    }
}
