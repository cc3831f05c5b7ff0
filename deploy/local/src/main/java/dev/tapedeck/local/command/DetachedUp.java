package dev.tapedeck.local.command;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.Tapedeck;
import dev.tapedeck.local.supervise.StackState;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code up} again in a process of its own, shows what it says until it is ready, and leaves it running. */
final class DetachedUp {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final int POLL_MILLIS = 100;

    private final Layout layout;
    private final List<String> commandLine;
    private final PrintStream out;
    private long shown;

    DetachedUp(Layout layout, List<String> commandLine, PrintStream out) {
        this.layout = layout;
        this.commandLine = commandLine;
        this.out = out;
    }

    /** Returns 0 when the stack is ready, else what the process answered. */
    int run() throws InterruptedException {
        Path log = layout.logDirectory().resolve("up.log");
        var login = new FirstLogin(layout);
        Process process = start(log);
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            boolean ready = isReady(process.pid());
            show(log);
            if (ready) {
                // Not by the process itself, whose words are in a file.
                login.tellPassword(out);
                return 0;
            }
        }
        show(log);
        return process.exitValue() == 0 ? 1 : process.exitValue();
    }

    private Process start(Path log) {
        try {
            Files.createDirectories(layout.logDirectory());
            Files.deleteIfExists(log);
            return new ProcessBuilder(command())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(log.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException failed) {
            throw new StackFailure("the detached stack could not be started", failed);
        }
    }

    /** The same JVM options, class path and arguments, in a session that outlives the terminal. */
    private List<String> command() {
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tapedeck.class.getName()));
        commandLine.stream().filter(word -> !"--detach".equals(word)).forEach(command::add);
        return command;
    }

    private boolean isReady(long pid) {
        return StackState.read(layout.stackFile())
                .filter(state -> state.pid() == pid && state.ready())
                .isPresent();
    }

    private void show(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(shown);
            byte[] news = new byte[(int) Math.min(1 << 20, file.length() - shown)];
            file.readFully(news);
            shown += news.length;
            out.write(news, 0, news.length);
            out.flush();
        } catch (IOException failed) {
            throw new StackFailure("output of the detached stack could not be read: " + log, failed);
        }
    }
}
