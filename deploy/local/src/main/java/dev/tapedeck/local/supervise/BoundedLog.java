package dev.tapedeck.local.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Copies a process's output to a file that never grows beyond a limit: a full file becomes {@code <name>.1} and replaces the one before.
 * Used by one thread.
 */
final class BoundedLog {
    static final long BYTES_MAX = 8L << 20;

    private final Path file;
    private final long bytesMax;

    BoundedLog(Path file, long bytesMax) {
        this.file = file;
        this.bytesMax = bytesMax;
    }

    /** Copies until the input ends; appends to what is there. */
    void copy(InputStream input) throws IOException {
        byte[] buffer = new byte[8192];
        OutputStream output = open();
        try {
            long written = Files.size(file);
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (written + read > bytesMax) {
                    output.close();
                    rotate(file);
                    output = open();
                    written = 0;
                }
                output.write(buffer, 0, read);
                written += read;
            }
        } finally {
            output.close();
        }
    }

    /** Moves the file aside, if there is one, so that a new one begins. */
    static void rotate(Path file) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, rotated(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Returns where a full file is. */
    static Path rotated(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
