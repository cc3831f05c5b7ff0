package dev.tapedeck.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object of the venue. Numbers are accepted as text and ids as numbers. Whatever is wrong is a {@link MalformedMessage}. */
final class MexcFields {
    private final JsonNode node;

    private MexcFields(JsonNode node) {
        this.node = node;
    }

    static MexcFields of(@Nullable JsonNode node, String name) {
        if (node == null || !node.isObject()) {
            throw new MalformedMessage(name + " must be an object, was " + kind(node));
        }
        return new MexcFields(node);
    }

    /** Returns the first of the named fields that is there and not null. */
    Optional<JsonNode> any(String... names) {
        for (String name : names) {
            JsonNode field = node.get(name);
            if (field != null && !field.isNull()) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    boolean has(String name) {
        return any(name).isPresent();
    }

    private JsonNode required(String... names) {
        return any(names).orElseThrow(() -> new MalformedMessage("field '" + names[0] + "' is required"));
    }

    MexcFields object(String name) {
        return of(required(name), name);
    }

    List<MexcFields> objects(String name) {
        return rows(required(name), name);
    }

    /** Returns the rows of a list, of a page's {@code resultList}, or the one row that stands alone. */
    static List<MexcFields> rows(JsonNode data, String name) {
        JsonNode list = data.isObject() && data.has("resultList") ? data.get("resultList") : data;
        if (list.isObject()) {
            return List.of(of(list, name));
        }
        if (!list.isArray()) {
            throw new MalformedMessage(name + " must be a list, was " + kind(list));
        }
        var rows = new ArrayList<MexcFields>(list.size());
        list.forEach(row -> rows.add(of(row, name)));
        return rows;
    }

    /** Returns text, also of a number, so that ids keep all their digits. */
    String text(String... names) {
        return text(required(names), names[0]);
    }

    @Nullable
    String textOrNull(String... names) {
        String text = any(names).map(field -> text(field, names[0])).orElse("");
        return text.isEmpty() ? null : text;
    }

    static String text(JsonNode field, String name) {
        if (!field.isTextual() && !field.isIntegralNumber()) {
            throw new MalformedMessage(name + " must be text or a whole number, was " + kind(field));
        }
        return field.asText();
    }

    BigDecimal decimal(String... names) {
        return decimal(required(names), names[0]);
    }

    static BigDecimal decimal(JsonNode field, String name) {
        if (field.isNumber()) {
            return field.decimalValue();
        }
        if (field.isTextual()) {
            try {
                return new BigDecimal(field.asText());
            } catch (NumberFormatException notANumber) {
                throw new MalformedMessage(name + " must be a number, was '" + field.asText() + "'", notANumber);
            }
        }
        throw new MalformedMessage(name + " must be a number, was " + kind(field));
    }

    long whole(String... names) {
        return whole(decimal(names), names[0]);
    }

    long wholeOr(long absent, String... names) {
        return any(names)
                .map(field -> whole(decimal(field, names[0]), names[0]))
                .orElse(absent);
    }

    int count(String... names) {
        return toInt(whole(names), names[0]);
    }

    int countOr(int absent, String... names) {
        return toInt(wholeOr(absent, names), names[0]);
    }

    boolean flagOr(boolean absent, String... names) {
        return any(names).map(JsonNode::asBoolean).orElse(absent);
    }

    Symbol symbol() {
        return value("symbol", () -> Symbol.of(text("symbol")));
    }

    Price price(String... names) {
        return value(names[0], () -> new Price(decimal(names)));
    }

    /** Returns nothing also for zero and less, which is how the venue says that there is no price. */
    @Nullable
    Price priceOrNull(String... names) {
        return any(names)
                .map(field -> decimal(field, names[0]))
                .filter(price -> price.signum() > 0)
                .map(price -> value(names[0], () -> new Price(price)))
                .orElse(null);
    }

    Quantity contracts(String... names) {
        return value(names[0], () -> new Quantity(decimal(names)));
    }

    Usdt amount(String... names) {
        return value(names[0], () -> new Usdt(decimal(names)));
    }

    Usdt amountOrZero(String... names) {
        return any(names).isPresent() ? amount(names) : Usdt.ZERO;
    }

    @Nullable
    Usdt amountOrNull(String... names) {
        return any(names).isPresent() ? amount(names) : null;
    }

    @Nullable
    BigDecimal decimalOrNull(String... names) {
        return any(names).map(field -> decimal(field, names[0])).orElse(null);
    }

    /** Returns the first of the named fields as a time; they hold milliseconds. */
    Instant time(String... names) {
        return value(names[0], () -> Instant.ofEpochMilli(whole(names)));
    }

    @Nullable
    Instant timeOrNull(String... names) {
        return any(names).isPresent() ? time(names) : null;
    }

    static <T> List<T> map(List<MexcFields> rows, Function<MexcFields, T> read) {
        return rows.stream().map(read).toList();
    }

    private static long whole(BigDecimal number, String name) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException notWhole) {
            throw new MalformedMessage(name + " must be a whole number, was " + number, notWhole);
        }
    }

    private static int toInt(long number, String name) {
        if (number != (int) number) {
            throw new MalformedMessage(name + " must fit 32 bits, was " + number);
        }
        return (int) number;
    }

    /** Runs a value type's own checks. */
    static <T> T value(String name, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException | DateTimeException refused) {
            throw new MalformedMessage(name + ": " + refused.getMessage(), refused);
        }
    }

    static String kind(@Nullable JsonNode node) {
        return node == null ? "absent" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
