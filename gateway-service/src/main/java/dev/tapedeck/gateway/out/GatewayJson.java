package dev.tapedeck.gateway.out;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The JSON rules of the log for everything that clients read, with events in exactly the form that they have there. */
public final class GatewayJson {
    public static final ObjectMapper MAPPER = mapper();

    private GatewayJson() {}

    /** Returns the value as JSON; everything that the gateway sends can be written. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(value.getClass().getName() + " could not be written as JSON", impossible);
        }
    }

    private static ObjectMapper mapper() {
        var events = new SimpleModule("events");
        events.addSerializer(new EventSerializer());
        return Json.MAPPER.copy().registerModule(events);
    }

    private static final class EventSerializer extends JsonSerializer<Event<?>> {
        @Override
        @SuppressWarnings("unchecked")
        public Class<Event<?>> handledType() {
            return (Class<Event<?>>) (Class<?>) Event.class;
        }

        @Override
        public void serialize(Event<?> event, JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeRawValue(new String(EventCodec.encode(event), StandardCharsets.UTF_8));
        }
    }
}
