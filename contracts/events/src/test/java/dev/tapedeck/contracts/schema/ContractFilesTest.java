package dev.tapedeck.contracts.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.contracts.topic.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The committed files are the released contract: what is generated today must equal them and may not break them. */
class ContractFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void breaksNothingThatIsReleased() throws IOException {
        assertEquals(
                List.of(),
                breaks(),
                "the contract is broken; keep the released event or topic as it is and add one with a new name");
    }

    @Test
    void publishesWhatTheRecordsSay() throws IOException {
        Map<Path, String> expected = ContractFiles.expected();
        if (Boolean.getBoolean("tapedeck.contracts.write") && breaks().isEmpty()) {
            write(expected);
        }
        for (var file : expected.entrySet()) {
            String actual = Files.exists(file.getKey()) ? Files.readString(file.getKey()) : "(no such file)";
            assertEquals(
                    file.getValue(),
                    actual,
                    () -> file.getKey() + " does not say what the records say; write it with"
                            + " mvn -pl contracts/events test -Dtapedeck.contracts.write=true, which refuses a breaking change");
        }
    }

    private static void write(Map<Path, String> files) throws IOException {
        for (var file : files.entrySet()) {
            Files.createDirectories(
                    Objects.requireNonNull(file.getKey().toAbsolutePath().getParent()));
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    private static List<String> breaks() throws IOException {
        var breaks = new ArrayList<String>();
        for (Path released : ContractFiles.releasedSchemas()) {
            breaks.addAll(breaks(released));
        }
        breaks.addAll(Breaks.ofChannels(
                ContractFiles.releasedChannels(), AsyncApi.document().path("channels")));
        return breaks;
    }

    private static List<String> breaks(Path file) throws IOException {
        JsonNode released = JSON.readTree(file.toFile());
        Optional<EventType> type = EventType.named(released.path("title").asText())
                .filter(known -> ContractFiles.schema(known).equals(file));
        if (type.isEmpty()) {
            return List.of(file + ": the event was removed, renamed or moved to another topic");
        }
        return Breaks.ofSchema(released, EventSchema.of(type.get())).stream()
                .map(broken -> file + ": " + broken)
                .toList();
    }
}
