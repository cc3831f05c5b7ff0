package dev.tapedeck.local.supervise;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackSpecs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A supervisor over two idle children, in this process or in one of its own. */
public final class DummyStack {
    private DummyStack() {}

    /** Runs until it is ended; arguments: state directory, port base. */
    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        var supervisor = new Supervisor(
                new Layout(directory, directory, Integer.parseInt(arguments[1])), Instant.now(), System.out);
        supervisor.startGroup(List.of(idle(directory, "one"), idle(directory, "two")));
        supervisor.markReady();
        new CountDownLatch(1).await();
    }

    static ProcessSpec idle(Path directory, String name) {
        return spec(directory, name, IdleProgram.class.getName(), () -> Files.exists(pidFile(directory, name)));
    }

    static ProcessSpec spec(Path directory, String name, String main, Probe readiness) {
        List<String> command = StackSpecs.command(
                List.of("-Xmx16m"),
                System.getProperty("java.class.path"),
                main,
                List.of(pidFile(directory, name).toString()));
        return new ProcessSpec(name, 1, command, Map.of(), directory.resolve("logs/" + name + ".log"), readiness);
    }

    static Path pidFile(Path directory, String name) {
        return directory.resolve(name + ".pid");
    }
}
