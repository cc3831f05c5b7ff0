package dev.tapedeck.contracts.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.topic.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Events to JSON bytes and back. Stateless; safe for use by many threads. */
public final class EventCodec {
    private static final Map<Class<?>, ObjectReader> READERS = new ConcurrentHashMap<>();

    private EventCodec() {}

    /** Returns the event as one line of UTF-8 JSON, envelope first and {@code data} last. */
    public static byte[] encode(Event<?> event) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", event.id());
            json.writeStringField("type", EventType.of(event.data().getClass()).wireName());
            json.writeStringField("source", event.source());
            json.writeStringField("subject", event.subject());
            json.writeStringField("time", event.time().toString());
            json.writeNumberField("sequence", event.sequence());
            writeOptional(json, "correlationid", event.correlationId());
            writeOptional(json, "causationid", event.causationId());
            json.writeFieldName("data");
            Json.MAPPER.writeValue(json, event.data());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("event could not be encoded (id=" + event.id() + ")", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns the event that the bytes hold. Fields may come in any order and unknown fields are ignored.
     *
     * @throws UndecodableEvent when the bytes are not JSON, a required field is absent, or the type is not in the catalogue
     */
    public static Event<?> decode(byte[] bytes) throws UndecodableEvent {
        try (JsonParser json = Json.MAPPER.getFactory().createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UndecodableEvent("an event must be a JSON object, was " + json.currentToken());
            }
            var fields = new Fields();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(json);
            }
            if (json.nextToken() != null) {
                throw new UndecodableEvent("an event must be one JSON object, more followed it");
            }
            return fields.event();
        } catch (IOException | DateTimeException | IllegalArgumentException malformed) {
            throw new UndecodableEvent("not an event: " + malformed.getMessage(), malformed);
        }
    }

    private static void writeOptional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static ObjectReader reader(EventType type) {
        // The data is read from the middle of an object, so tokens do follow it.
        return READERS.computeIfAbsent(
                type.recordClass(),
                recordClass ->
                        Json.MAPPER.readerFor(recordClass).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
    }

    /** The envelope as far as it was read. */
    private static final class Fields {
        private @Nullable String id;
        private @Nullable EventType type;
        private @Nullable String source;
        private @Nullable String subject;
        private @Nullable Instant time;
        private long sequence;
        private @Nullable String correlationId;
        private @Nullable String causationId;
        private @Nullable EventData data;
        private @Nullable TokenBuffer undecided;

        void read(JsonParser json) throws IOException, UndecodableEvent {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = json.getValueAsString();
                case "type" -> type = knownType(json.getValueAsString());
                case "source" -> source = json.getValueAsString();
                case "subject" -> subject = json.getValueAsString();
                case "time" -> time = Instant.parse(json.getText());
                case "sequence" -> sequence = json.getLongValue();
                case "correlationid" -> correlationId = json.getValueAsString();
                case "causationid" -> causationId = json.getValueAsString();
                case "data" -> readData(json);
                default -> json.skipChildren();
            }
        }

        private void readData(JsonParser json) throws IOException {
            if (type != null) {
                data = reader(type).readValue(json);
            } else {
                undecided = new TokenBuffer(json);
                undecided.copyCurrentStructure(json);
            }
        }

        private static EventType knownType(@Nullable String name) throws UndecodableEvent {
            return EventType.named(String.valueOf(name))
                    .orElseThrow(() -> new UndecodableEvent("type must be in the catalogue, was '" + name + "'"));
        }

        Event<?> event() throws IOException, UndecodableEvent {
            EventType known = required("type", type);
            if (data == null && undecided != null) {
                data = reader(known).readValue(undecided.asParser(Json.MAPPER));
            }
            return new Event<>(
                    required("id", id),
                    required("source", source),
                    required("subject", subject),
                    required("time", time),
                    sequence,
                    correlationId,
                    causationId,
                    required("data", data));
        }

        private <T> T required(String name, @Nullable T value) throws UndecodableEvent {
            if (value == null) {
                throw new UndecodableEvent("field '" + name + "' is required (id=" + id + ")");
            }
            return value;
        }
    }
}
