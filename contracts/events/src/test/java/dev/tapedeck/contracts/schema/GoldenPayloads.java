package dev.tapedeck.contracts.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.topic.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The payloads that every later version must read. Files are added, never edited. */
final class GoldenPayloads {
    private static final Path DIRECTORY = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenPayloads() {}

    /** Returns the payloads of one kind of event: {@code <WireName>.json} and those that later fields added, {@code <WireName>.<what>.json}. */
    static List<ObjectNode> of(EventType type) throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().startsWith(type.wireName() + "."))
                .map(GoldenPayloads::read)
                .toList();
    }

    /** Returns every payload file, sorted. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.sorted().toList();
        }
    }

    static Path file(EventType type) {
        return DIRECTORY.resolve(type.wireName() + ".json");
    }

    static ObjectNode read(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new IllegalStateException(file + " must hold a JSON object", unreadable);
        }
    }
}
