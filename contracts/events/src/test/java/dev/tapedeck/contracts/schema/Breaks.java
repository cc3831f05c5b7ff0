package dev.tapedeck.contracts.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What a changed contract would break, against the released one. Backward compatible changes (a new optional field, a new enum value, a
 * field that is no longer required, a new event, a new topic) are none: readers are upgraded before writers.
 */
final class Breaks {
    private final List<String> found = new ArrayList<>();

    private Breaks() {}

    /** Returns one sentence for each thing that the changed schema of an event breaks, empty when it breaks nothing. */
    static List<String> ofSchema(JsonNode released, JsonNode changed) {
        var breaks = new Breaks();
        breaks.compare("", released, changed);
        return List.copyOf(breaks.found);
    }

    /** Returns one sentence for each thing that changed channels break: their names, keys, partition counts and kinds are for ever. */
    static List<String> ofChannels(JsonNode released, JsonNode changed) {
        var breaks = new Breaks();
        released.properties().forEach(channel -> {
            String name = channel.getKey();
            if (!changed.has(name)) {
                breaks.found.add(name + ": the topic was removed or renamed");
                return;
            }
            for (String fact : List.of(
                    "/x-key", "/bindings/kafka/partitions", "/bindings/kafka/topicConfiguration/cleanup.policy")) {
                breaks.same(
                        name + fact,
                        channel.getValue().at(fact),
                        changed.get(name).at(fact));
            }
        });
        return List.copyOf(breaks.found);
    }

    private void compare(String path, JsonNode released, JsonNode changed) {
        for (String keyword : List.of("type", "const", "format", "pattern")) {
            same(path + " " + keyword, released.path(keyword), changed.path(keyword));
        }
        compareEnum(path, released, changed);
        compareFields(path, released, changed);
        for (String part : List.of("items", "propertyNames", "additionalProperties")) {
            if (released.has(part) != changed.has(part)) {
                same(path + " " + part, released.path(part), changed.path(part));
            } else if (released.has(part)) {
                compare(path + (part.equals("items") ? "[]" : "{}"), released.get(part), changed.get(part));
            }
        }
    }

    private void compareEnum(String path, JsonNode released, JsonNode changed) {
        if (released.has("enum") != changed.has("enum")) {
            same(path + " enum", released.path("enum"), changed.path("enum"));
            return;
        }
        Set<String> values = texts(changed.path("enum"));
        released.path("enum").forEach(value -> {
            if (!values.contains(value.asText())) {
                found.add(path + ": the value " + value.asText() + " was removed or renamed");
            }
        });
    }

    private void compareFields(String path, JsonNode released, JsonNode changed) {
        released.path("properties").properties().forEach(field -> {
            String name = child(path, field.getKey());
            JsonNode successor = changed.path("properties").path(field.getKey());
            if (successor.isMissingNode()) {
                found.add(name + ": the field was removed or renamed");
            } else {
                compare(name, field.getValue(), successor);
            }
        });
        Set<String> required = texts(released.path("required"));
        changed.path("required").forEach(field -> {
            if (!required.contains(field.asText())) {
                found.add(child(path, field.asText()) + ": the field is newly required");
            }
        });
    }

    private void same(String what, JsonNode released, JsonNode changed) {
        if (!released.equals(changed)) {
            found.add(what + ": must stay " + shown(released) + ", was " + shown(changed));
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Set<String> texts(JsonNode array) {
        var texts = new HashSet<String>();
        StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).forEach(texts::add);
        return texts;
    }
}
