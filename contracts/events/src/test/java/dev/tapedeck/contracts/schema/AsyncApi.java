package dev.tapedeck.contracts.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.topic.EventType;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.topic.Topic;
import java.util.List;

/** The topic catalogue as an AsyncAPI 3.0 document whose messages refer to the schema files. */
final class AsyncApi {
    private static final String BINDING_VERSION = "0.5.0";

    private AsyncApi() {}

    static ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Tapedeck events")
                .put("version", "1")
                .put("description", "Every topic, who may write it, and the events that it holds.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode messages = document.putObject("components").putObject("messages");
        for (Topic topic : Topic.values()) {
            channels.set(topic.topicName(), channel(topic));
        }
        for (EventType type : EventType.all()) {
            messages.set(type.wireName(), message(type));
        }
        return document;
    }

    /** Returns the kinds of events that a topic holds, in catalogue order. */
    static List<EventType> events(Topic topic) {
        return EventType.all().stream().filter(type -> type.topic() == topic).toList();
    }

    private static ObjectNode channel(Topic topic) {
        ObjectNode channel = JsonNodeFactory.instance.objectNode().put("address", topic.topicName());
        ObjectNode messages = channel.putObject("messages");
        for (EventType type : events(topic)) {
            messages.putObject(type.wireName()).put("$ref", "#/components/messages/" + type.wireName());
        }
        channel.set("bindings", kafka(topic));
        channel.put("x-key", topic.key());
        var writers = channel.putArray("x-writers");
        topic.writers().stream().map(Service::id).forEach(writers::add);
        return channel.put("x-dead-letter-topic", topic.deadLetterTopic());
    }

    private static ObjectNode kafka(Topic topic) {
        ObjectNode bindings = JsonNodeFactory.instance.objectNode();
        ObjectNode kafka = bindings.putObject("kafka");
        kafka.put("topic", topic.topicName()).put("partitions", topic.partitions());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        switch (topic.kind()) {
            case COMPACTED -> configuration.putArray("cleanup.policy").add("compact");
            case STREAM -> {
                configuration.putArray("cleanup.policy").add("delete");
                configuration.put("retention.ms", topic.retention().toMillis());
            }
        }
        kafka.put("bindingVersion", BINDING_VERSION);
        return bindings;
    }

    private static ObjectNode message(EventType type) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("name", type.wireName());
        message.putObject("payload").put("$ref", "./" + ContractFiles.schema(type));
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key")
                .put("type", "string")
                .put("description", type.topic().key());
        kafka.put("bindingVersion", BINDING_VERSION);
        return message;
    }
}
