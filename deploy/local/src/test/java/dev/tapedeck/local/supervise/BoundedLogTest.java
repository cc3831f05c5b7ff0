package dev.tapedeck.local.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
    @TempDir
    Path directory;

    @Test
    void appendsToWhatIsThere() throws IOException {
        Path file = directory.resolve("a.log");
        Files.writeString(file, "old\n");

        new BoundedLog(file, 100).copy(input("new\n"));

        assertEquals("old\nnew\n", Files.readString(file));
    }

    @Test
    void beginsANewFileBeforeTheLimitIsPassedAndKeepsTheOneBefore() throws IOException {
        Path file = directory.resolve("a.log");
        Files.writeString(file, "0123456789");

        new BoundedLog(file, 12).copy(input("abcdef"));

        assertEquals("abcdef", Files.readString(file));
        assertEquals("0123456789", Files.readString(directory.resolve("a.log.1")));
    }

    private static ByteArrayInputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
