package dev.tapedeck.gateway.in;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.gateway.in.Problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one JSON object and notes everything that is wrong, with its path. Every check returns the value, or nothing when it is wrong. */
final class JsonFields {
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("1000000000000");
    private static final int DECIMAL_LENGTH_MAX = 40;
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;

    private JsonFields(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /** Returns the fields of the node, none when it is not an object, which is noted. */
    static JsonFields of(JsonNode node, String path, List<FieldError> errors) {
        if (!node.isObject()) {
            errors.add(new FieldError(path, "must be an object, was " + was(node)));
        }
        return new JsonFields(node, path, errors);
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    String path(String name) {
        return path + "." + name;
    }

    void note(String name, String message) {
        errors.add(new FieldError(path(name), message));
    }

    /** Notes every field that is not among the names. */
    void only(String... names) {
        Set<String> known = new HashSet<>(Arrays.asList(names));
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                note(name, "is not known; known are " + String.join(", ", names));
            }
        });
    }

    Optional<String> text(String name, Pattern form) {
        JsonNode node = object.path(name);
        if (!node.isTextual() || !form.matcher(node.textValue()).matches()) {
            return wrong(name, "must be a text that matches " + form, node);
        }
        return Optional.of(node.textValue());
    }

    /** The text is a decimal number above zero. */
    Optional<BigDecimal> amount(String name) {
        return amount(name, AMOUNT_MAX);
    }

    Optional<BigDecimal> amount(String name, BigDecimal max) {
        Optional<BigDecimal> value = decimal(name).filter(number -> number.signum() > 0 && number.compareTo(max) <= 0);
        return value.isPresent()
                ? value
                : wrong(name, "must be a decimal text > 0 and <= " + max.toPlainString(), object.path(name));
    }

    /** The text is a decimal number at most so far from zero. */
    Optional<BigDecimal> signed(String name, BigDecimal max) {
        Optional<BigDecimal> value = decimal(name).filter(number -> number.abs().compareTo(max) <= 0);
        return value.isPresent()
                ? value
                : wrong(name, "must be a decimal text from -" + max + " to " + max, object.path(name));
    }

    private Optional<BigDecimal> decimal(String name) {
        String text = object.path(name).isTextual() ? object.path(name).textValue() : "";
        boolean isDecimal =
                text.length() <= DECIMAL_LENGTH_MAX && DECIMAL.matcher(text).matches();
        return isDecimal ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    Optional<Long> whole(String name, long min, long max) {
        JsonNode node = object.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < min || node.longValue() > max) {
            return wrong(name, "must be a whole number from " + min + " to " + max, node);
        }
        return Optional.of(node.longValue());
    }

    Optional<Double> number(String name) {
        JsonNode node = object.path(name);
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            return wrong(name, "must be a finite number", node);
        }
        return Optional.of(node.doubleValue());
    }

    Optional<Boolean> flag(String name) {
        JsonNode node = object.path(name);
        return node.isBoolean() ? Optional.of(node.booleanValue()) : wrong(name, "must be true or false", node);
    }

    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> values) {
        JsonNode node = object.path(name);
        for (E value : values.getEnumConstants()) {
            if (value.name().equals(node.textValue())) {
                return Optional.of(value);
            }
        }
        return wrong(name, "must be one of " + Arrays.toString(values.getEnumConstants()), node);
    }

    /** Returns the elements of an array, none when it is not one or has a wrong size, which is noted. */
    List<JsonNode> array(String name, int min, int max) {
        JsonNode node = object.path(name);
        if (!node.isArray() || node.size() < min || node.size() > max) {
            wrong(name, "must be an array of " + min + " to " + max + " elements", node);
            return List.of();
        }
        var elements = new ArrayList<JsonNode>();
        node.forEach(elements::add);
        return elements;
    }

    JsonFields object(String name) {
        return of(object.path(name), path(name), errors);
    }

    /** Returns the elements of an array as objects; what is wrong with the array or an element is noted. */
    List<JsonFields> objects(String name, int min, int max) {
        List<JsonNode> nodes = array(name, min, max);
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> of(nodes.get(i), path(name + "[" + i + "]"), errors))
                .toList();
    }

    Set<String> names() {
        var names = new LinkedHashSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    JsonNode node() {
        return object;
    }

    private <T> Optional<T> wrong(String name, String expected, @Nullable JsonNode was) {
        note(name, expected + ", was " + was(was));
        return Optional.empty();
    }

    private static String was(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode()) {
            return "absent";
        }
        if (node.isArray()) {
            return "an array of " + node.size();
        }
        String text = node.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
