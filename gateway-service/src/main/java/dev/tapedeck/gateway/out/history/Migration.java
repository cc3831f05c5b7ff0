package dev.tapedeck.gateway.out.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One step of the history's schema, forward and back. Its statements may be run again when they were run before, so that a step which broke off half-way can be taken back and done again.
 *
 * @param version 1 for the first, without gaps
 * @param checksum of the forward statements, so that a step that was changed after it was applied is noticed
 */
public record Migration(int version, String name, List<String> up, List<String> down, String checksum) {
    private static final String FOLDER = "/history/";
    private static final List<String> NAMES = List.of("history", "candles");

    public Migration {
        up = List.copyOf(up);
        down = List.copyOf(down);
    }

    /** Returns all steps that this program knows, in order. */
    public static List<Migration> all() {
        var all = new Migration[NAMES.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = read(i + 1, NAMES.get(i));
        }
        return List.of(all);
    }

    private static Migration read(int version, String name) {
        String file = "%s%03d_%s".formatted(FOLDER, version, name);
        String up = text(file + ".up.sql");
        return new Migration(version, name, statements(up), statements(text(file + ".down.sql")), checksum(up));
    }

    private static List<String> statements(String script) {
        String code = script.lines()
                .filter(line -> !line.startsWith("--"))
                .reduce("", (before, line) -> before + line + "\n");
        return Arrays.stream(code.split(";", -1))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String text(String resource) {
        try (InputStream file = Migration.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("resource must exist: " + resource);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("resource could not be read: " + resource, unreadable);
        }
    }

    private static String checksum(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
