package dev.tapedeck.local.questdb;

import dev.tapedeck.local.Layout;
import io.questdb.ServerMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A QuestDB with its HTTP and PostgreSQL doors on loopback and every other door shut. Runs until it is terminated. */
public final class QuestDbProcess {
    /** The environment variables that name who may ask. */
    public static final String USER = "TAPEDECK_HISTORY_USER";

    public static final String PASSWORD = "TAPEDECK_HISTORY_PASSWORD";

    private static final String LOGGING = """
            writers=stdout
            w.stdout.class=io.questdb.log.LogConsoleWriter
            w.stdout.level=ERROR
            """;

    /**
     * Workers without work look for some again and again before they sleep, thousands of times as the database comes. What is written here every second would never let them sleep, and on a small machine their
     * looking takes a third of a processor from those who decide. Those that answer questions sleep for less long than a question takes.
     */
    private static final String SOON_ASLEEP = Stream.of(
                    asleep("shared", 2),
                    asleep("wal.apply", 20),
                    asleep("mat.view.refresh", 20),
                    asleep("view.compiler", 20),
                    asleep("export", 20))
            .collect(Collectors.joining());

    private QuestDbProcess() {}

    private static String asleep(String workers, int millis) {
        return """
                %1$s.worker.nap.threshold=20
                %1$s.worker.sleep.threshold=40
                %1$s.worker.sleep.timeout=%2$d
                """.formatted(workers, millis);
    }

    /** Runs the database; arguments: data directory, HTTP port, PostgreSQL port. The environment has the credentials. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "arguments must be: data directory, HTTP port, PostgreSQL port; were " + arguments.length);
        }
        Path configuration = Path.of(arguments[0]).resolve("conf");
        Files.createDirectories(configuration);
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                configuration.resolve("server.conf"),
                settings(
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        environment(USER),
                        environment(PASSWORD)));
        Files.writeString(configuration.resolve("log.conf"), LOGGING);
        ServerMain.main(new String[] {"-d", arguments[0]});
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment must have " + name);
        }
        return value;
    }

    private static String settings(int httpPort, int pgPort, String user, String password) {
        return """
                http.net.bind.to=%1$s:%2$d
                pg.net.bind.to=%1$s:%3$d
                http.user=%4$s
                http.password=%5$s
                pg.user=%4$s
                pg.password=%5$s
                http.min.enabled=false
                line.auto.create.new.tables=false
                line.auto.create.new.columns=false
                line.tcp.enabled=false
                line.udp.enabled=false
                telemetry.enabled=false
                shared.network.worker.count=1
                shared.query.worker.count=1
                shared.write.worker.count=1
                cairo.writer.data.append.page.size=1M
                cairo.o3.column.memory.size=256k
                ram.usage.limit.bytes=256m
                """.formatted(Layout.HOST, httpPort, pgPort, user, password) + SOON_ASLEEP;
    }
}
