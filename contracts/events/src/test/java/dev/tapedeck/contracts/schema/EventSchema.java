package dev.tapedeck.contracts.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.EventType;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (draft 2020-12) of an event as it is written on the log, derived from its record class: a component that is not
 * {@code @Nullable} is required, an absent one is left out and never null, unknown fields are allowed since readers ignore them.
 * Records are described in place, so that a schema file is complete by itself.
 */
final class EventSchema {
    private static final String DIGITS = "(0|[1-9][0-9]*)(\\.[0-9]+)?$";

    private static final Map<Type, Map<String, String>> LEAVES = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(int.class, Map.of("type", "integer", "format", "int32")),
            Map.entry(long.class, Map.of("type", "integer", "format", "int64")),
            Map.entry(double.class, Map.of("type", "number", "format", "double")),
            Map.entry(Double.class, Map.of("type", "number", "format", "double")),
            Map.entry(Integer.class, Map.of("type", "integer", "format", "int32")),
            Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(LocalDate.class, Map.of("type", "string", "format", "date")),
            Map.entry(BigDecimal.class, text("exact decimal", "^-?" + DIGITS)),
            Map.entry(Price.class, text("quote currency per coin, above zero", "^(?=.*[1-9])" + DIGITS)),
            Map.entry(Quantity.class, text("contracts", "^" + DIGITS)),
            Map.entry(Usdt.class, text("amount in USDT", "^-?" + DIGITS)),
            Map.entry(Symbol.class, text("the venue's contract name", "^[A-Z0-9][A-Z0-9_-]{0,39}$")));

    private EventSchema() {}

    /**
     * Returns the schema of the whole envelope with this type's {@code data}.
     *
     * @throws IllegalArgumentException when a component has a Java type whose JSON form is not defined here
     */
    static ObjectNode of(EventType type) {
        ObjectNode schema = object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", type.wireName());
        schema.put("description", "A record of topic " + type.topic().topicName());
        schema.setAll(properties(envelope(type)));
        return schema;
    }

    private static List<Property> envelope(EventType type) {
        var properties = new ArrayList<Property>();
        for (RecordComponent component : Event.class.getRecordComponents()) {
            if (component.getName().equals("data")) {
                properties.add(new Property("data", isRequired(component), value(type.recordClass())));
            } else {
                // CloudEvents attribute names are lower case.
                properties.add(new Property(
                        component.getName().toLowerCase(Locale.ROOT),
                        isRequired(component),
                        value(component.getGenericType())));
            }
            if (component.getName().equals("id")) {
                properties.add(new Property("type", true, object().put("const", type.wireName())));
            }
        }
        return properties;
    }

    private static ObjectNode value(Type type) {
        return switch (type) {
            case Class<?> leaf when LEAVES.containsKey(leaf) -> leaf(leaf);
            case Class<?> constants when constants.isEnum() -> constants(constants);
            case Class<?> record when record.isRecord() -> record(record);
            case ParameterizedType list
            when list.getRawType() == List.class ->
                object().put("type", "array").set("items", value(list.getActualTypeArguments()[0]));
            case ParameterizedType map
            when map.getRawType() == Map.class -> map(map.getActualTypeArguments()[0], map.getActualTypeArguments()[1]);
            default -> throw new IllegalArgumentException("no JSON form is defined for " + type.getTypeName());
        };
    }

    private static ObjectNode leaf(Class<?> type) {
        ObjectNode schema = object();
        Map<String, String> keywords = LEAVES.getOrDefault(type, Map.of());
        for (String keyword : List.of("type", "format", "pattern", "description")) {
            if (keywords.containsKey(keyword)) {
                schema.put(keyword, keywords.get(keyword));
            }
        }
        return schema;
    }

    private static ObjectNode constants(Class<?> type) {
        ObjectNode schema = object().put("type", "string");
        var values = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .forEach(values::add);
        return schema;
    }

    private static ObjectNode record(Class<?> type) {
        return properties(Arrays.stream(type.getRecordComponents())
                .map(component ->
                        new Property(component.getName(), isRequired(component), value(component.getGenericType())))
                .toList());
    }

    private static ObjectNode map(Type keys, Type values) {
        ObjectNode schema = object().put("type", "object");
        schema.set("propertyNames", value(keys));
        schema.set("additionalProperties", value(values));
        return schema;
    }

    private static ObjectNode properties(List<Property> all) {
        ObjectNode schema = object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        all.forEach(property -> properties.set(property.name, property.schema));
        var required = schema.putArray("required");
        all.stream().filter(Property::required).map(Property::name).forEach(required::add);
        return schema;
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Map<String, String> text(String description, String pattern) {
        return Map.of("type", "string", "pattern", pattern, "description", description);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private record Property(String name, boolean required, ObjectNode schema) {}
}
