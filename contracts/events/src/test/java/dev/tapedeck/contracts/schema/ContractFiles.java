package dev.tapedeck.contracts.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tapedeck.contracts.topic.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The generated files of the contract: where they are, relative to this module's directory, and what they must say. */
final class ContractFiles {
    static final Path SCHEMAS = Path.of("src/main/resources/schema");
    static final Path ASYNC_API = Path.of("asyncapi.yaml");
    static final Path README = Path.of("../README.md");

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer(printer());
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private ContractFiles() {}

    static Path schema(EventType type) {
        return SCHEMAS.resolve(type.topic().topicName()).resolve(type.wireName() + ".json");
    }

    /** Returns what every generated file must say, by path. */
    static Map<Path, String> expected() throws IOException {
        var files = new LinkedHashMap<Path, String>();
        for (EventType type : EventType.all()) {
            files.put(schema(type), json(EventSchema.of(type)));
        }
        files.put(
                ASYNC_API,
                "# Generated from the topic catalogue (Topic.java); do not edit.\n"
                        + YAML.writeValueAsString(AsyncApi.document()));
        files.put(README, TopicTable.into(Files.readString(README)));
        return files;
    }

    /** Returns the schema files that are there, which are the released ones. */
    static List<Path> releasedSchemas() throws IOException {
        try (Stream<Path> files = Files.walk(SCHEMAS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Returns the channels of the asyncapi.yaml that is there, none when there is no such file. */
    static JsonNode releasedChannels() throws IOException {
        return Files.exists(ASYNC_API)
                ? YAML.readTree(Files.readString(ASYNC_API)).path("channels")
                : YAML.createObjectNode();
    }

    private static String json(JsonNode tree) throws JsonProcessingException {
        return JSON.writeValueAsString(tree) + "\n";
    }

    private static DefaultPrettyPrinter printer() {
        var indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter()
                .withSeparators(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
