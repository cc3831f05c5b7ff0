package dev.tapedeck.gateway.in.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only the user of this process may read. */
final class OwnerOnly {
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private OwnerOnly() {}

    /** Makes the directory and those above it, where they are not there. */
    static void makeDirectory(Path directory) {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            if (!Files.isDirectory(directory)) {
                Path above = directory.toAbsolutePath().getParent();
                if (above != null) {
                    Files.createDirectories(above);
                }
                Files.createDirectory(directory, owner);
            }
        } catch (FileAlreadyExistsException raced) {
            // It is there, which is all that is wanted.
        } catch (IOException failed) {
            throw new UncheckedIOException("directory could not be made: " + directory, failed);
        }
    }

    /** Writes the whole file or nothing of it. */
    static void write(Path file, String text) {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, owner);
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("file could not be written: " + file, failed);
        }
    }

    /**
     * Returns what is in the file.
     *
     * @throws UnusableFile when others may read it, or it cannot be read
     */
    static String read(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
                throw new UnusableFile(
                        file,
                        "must be open to its owner only, was " + PosixFilePermissions.toString(permissions)
                                + "; chmod 600 it, and change what is in it if others may have read it");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UnusableFile(file, "must be readable: " + failed);
        }
    }
}
