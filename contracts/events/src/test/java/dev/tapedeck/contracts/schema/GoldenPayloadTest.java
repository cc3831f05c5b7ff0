package dev.tapedeck.contracts.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is on the log stays readable: every kind of event has a payload that today's records read and write, and its schema accepts. */
class GoldenPayloadTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Collection<EventType> types() {
        return EventType.all();
    }

    @Test
    void everyKindOfEventHasAPayload() {
        List<Path> missing = EventType.all().stream()
                .map(GoldenPayloads::file)
                .filter(file -> !Files.exists(file))
                .toList();
        assertEquals(List.of(), missing, "every event of the catalogue needs a golden payload");
    }

    @Test
    void everyPayloadIsOfTheKindThatItsNameSays() throws IOException {
        for (Path file : GoldenPayloads.files()) {
            String type = GoldenPayloads.read(file).path("type").asText();
            assertTrue(EventType.named(type).isPresent(), () -> file + ": no event is named " + type);
            assertTrue(file.getFileName().toString().startsWith(type + "."), () -> file + " holds a " + type);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void payloadsHoldEveryField(EventType type) throws IOException {
        JsonNode data = EventSchema.of(type).at("/properties/data");
        Set<String> missing = new TreeSet<>(SchemaWalk.fields("data", data));
        for (ObjectNode payload : GoldenPayloads.of(type)) {
            for (SchemaWalk.Place object : SchemaWalk.objects("data", data, payload.path("data"))) {
                object.value().fieldNames().forEachRemaining(name -> missing.remove(object.path() + "." + name));
            }
        }
        assertEquals(
                Set.of(),
                missing,
                () -> "a field was added; add a payload with it as golden/" + type.wireName() + ".<what>.json");
    }

    @ParameterizedTest
    @MethodSource("types")
    void writesBackWhatItRead(EventType type) throws IOException, UndecodableEvent {
        for (ObjectNode payload : GoldenPayloads.of(type)) {
            Event<?> event = decode(payload);
            assertEquals(type.recordClass(), event.data().getClass());
            assertEquals(payload, JSON.readTree(EventCodec.encode(event)));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void payloadsAreValidAgainstTheirSchema(EventType type) throws IOException {
        JsonSchema schema = validator(type);
        for (ObjectNode payload : GoldenPayloads.of(type)) {
            assertEquals(Set.<ValidationMessage>of(), schema.validate(payload));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void codecAndSchemaRefuseAPayloadWithoutARequiredField(EventType type) throws IOException {
        JsonNode data = EventSchema.of(type).at("/properties/data");
        JsonSchema schema = validator(type);
        for (ObjectNode payload : GoldenPayloads.of(type)) {
            for (SchemaWalk.Place object : SchemaWalk.objects("data", data, payload.path("data"))) {
                for (JsonNode required : object.schema().path("required")) {
                    String field = required.asText();
                    JsonNode removed = object.value().remove(field);
                    String what = "without " + object.path() + "." + field;
                    assertThrows(UndecodableEvent.class, () -> decode(payload), what);
                    assertFalse(schema.validate(payload).isEmpty(), what);
                    object.value().set(field, removed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void ignoresAFieldThatItDoesNotKnow(EventType type) throws IOException, UndecodableEvent {
        JsonNode data = EventSchema.of(type).at("/properties/data");
        for (ObjectNode payload : GoldenPayloads.of(type)) {
            Event<?> known = decode(payload);
            for (SchemaWalk.Place object : SchemaWalk.objects("data", data, payload.path("data"))) {
                object.value().putObject("ofALaterVersion").putArray("deep").add(1);
            }
            assertEquals(known, decode(payload));
            assertEquals(Set.<ValidationMessage>of(), validator(type).validate(payload));
        }
    }

    private static Event<?> decode(JsonNode payload) throws UndecodableEvent {
        try {
            return EventCodec.decode(JSON.writeValueAsBytes(payload));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can always be written", impossible);
        }
    }

    private static JsonSchema validator(EventType type) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        EventSchema.of(type),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }
}
