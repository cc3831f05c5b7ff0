package dev.tapedeck.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Whole directories. */
public final class Directories {
    private Directories() {}

    /**
     * Makes a directory and those above it, where they are not there.
     *
     * @throws StackFailure when that fails
     */
    public static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new StackFailure("directory could not be made: " + directory, failed);
        }
    }

    /**
     * Removes a directory and all that is in it, if it is there.
     *
     * @throws StackFailure when that fails
     */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new StackFailure("data could not be removed: " + directory, failed);
        }
    }
}
