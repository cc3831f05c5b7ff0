package dev.tapedeck.local.supervise;

import dev.tapedeck.local.StackFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the supervisor of a running stack. The operating system releases it when the process ends, however it ends. */
public final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Returns the lock, or empty when another process holds it. */
    public static Optional<StackLock> tryAcquire(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new StackLock(channel));
        } catch (IOException failed) {
            throw new StackFailure("lock file could not be used: " + file, failed);
        }
    }

    /** Returns whether some process holds the lock now. */
    public static boolean isHeld(Path file) {
        Optional<StackLock> lock = tryAcquire(file);
        lock.ifPresent(StackLock::close);
        return lock.isEmpty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new StackFailure("lock file could not be closed", failed);
        }
    }
}
