package dev.tapedeck.local.supervise;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the log files of a service say: the one that is written and the full one before it. */
public final class ServiceLog {
    private static final String LAST_WORDS = " stops: it cannot go on";

    private ServiceLog() {}

    /** Returns the lines with which a service said why it ends by itself, oldest first; none for one that was killed. */
    public static List<String> lastWords(Layout layout, Member service) {
        Path current = layout.logFile(service);
        return Stream.of(BoundedLog.rotated(current), current)
                .filter(Files::exists)
                .flatMap(ServiceLog::lines)
                .filter(line -> line.contains("ERROR") && line.contains(LAST_WORDS))
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            // A full file may end within a character.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " must be readable", unreadable);
        }
    }
}
