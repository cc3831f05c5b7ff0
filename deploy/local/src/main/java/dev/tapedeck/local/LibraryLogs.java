package dev.tapedeck.local;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries log in a command's own process, where only its words and its result belong on the screen. */
public final class LibraryLogs {
    /** The loggers' own level may be forgotten when nobody holds them. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.apache.kafka"), Logger.getLogger("kafka"), Logger.getLogger("jdk.httpclient"));

    private LibraryLogs() {}

    public static void silence() {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
