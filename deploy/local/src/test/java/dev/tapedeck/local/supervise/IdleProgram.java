package dev.tapedeck.local.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A child that says which process it is and then does nothing. */
public final class IdleProgram {
    private IdleProgram() {}

    /** Runs until it is ended; argument: the file that gets the process id. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("idle");
        Files.writeString(
                Path.of(arguments[0]), Long.toString(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
    }
}
