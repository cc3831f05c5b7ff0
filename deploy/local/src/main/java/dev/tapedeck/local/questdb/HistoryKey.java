package dev.tapedeck.local.questdb;

import dev.tapedeck.local.Directories;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The credentials of a stack's history database: made at random when they are asked for first, then kept in a file of the state directory that only its owner may read.
 *
 * @param password nobody but the stack and this machine's operator knows
 */
public record HistoryKey(String user, String password) {
    private static final String USER = "tapedeck";
    private static final int BYTES = 24;

    /** Returns the credentials of this state directory. */
    public static HistoryKey of(Layout layout) {
        Path file = layout.state().resolve("history.key");
        try {
            if (!Files.exists(file)) {
                Directories.create(layout.state());
                Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                Files.writeString(file, random());
            }
            return new HistoryKey(USER, Files.readString(file).strip());
        } catch (IOException failed) {
            throw new StackFailure("the history's key could not be read or made: " + file, failed);
        }
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "HistoryKey[hidden]";
    }
}
