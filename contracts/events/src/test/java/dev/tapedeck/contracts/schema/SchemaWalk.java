package dev.tapedeck.contracts.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Walks a payload along its schema and finds the objects that the schema describes by their fields. Maps are no such objects. */
final class SchemaWalk {
    /**
     * An object of a payload.
     *
     * @param path where in the schema it stands, such as {@code data.trades[]}
     * @param schema that describes it
     * @param value the object itself, so that a change of it is a change of the payload
     */
    record Place(String path, JsonNode schema, ObjectNode value) {}

    private final List<Place> places = new ArrayList<>();

    private SchemaWalk() {}

    /** Returns the objects of the payload that stands at this path, the outer before the inner. */
    static List<Place> objects(String path, JsonNode schema, JsonNode value) {
        var walk = new SchemaWalk();
        walk.visit(path, schema, value);
        return List.copyOf(walk.places);
    }

    /** Returns the path of every field that the schema describes, whether a payload has it or not. */
    static List<String> fields(String path, JsonNode schema) {
        var fields = new ArrayList<String>();
        schema.path("properties").properties().forEach(field -> {
            String name = path + "." + field.getKey();
            fields.add(name);
            fields.addAll(fields(name, field.getValue()));
        });
        if (schema.has("items")) {
            fields.addAll(fields(path + "[]", schema.get("items")));
        }
        if (schema.has("additionalProperties")) {
            fields.addAll(fields(path + "{}", schema.get("additionalProperties")));
        }
        return fields;
    }

    private void visit(String path, JsonNode schema, JsonNode value) {
        if (schema.has("properties") && value instanceof ObjectNode object) {
            places.add(new Place(path, schema, object));
            object.properties()
                    .forEach(field -> visit(
                            path + "." + field.getKey(),
                            schema.get("properties").path(field.getKey()),
                            field.getValue()));
        }
        if (schema.has("items")) {
            value.forEach(item -> visit(path + "[]", schema.get("items"), item));
        }
        if (schema.has("additionalProperties")) {
            value.forEach(item -> visit(path + "{}", schema.get("additionalProperties"), item));
        }
    }
}
