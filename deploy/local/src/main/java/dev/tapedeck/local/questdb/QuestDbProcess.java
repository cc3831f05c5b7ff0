package dev.tapedeck.local.questdb;

import dev.tapedeck.local.Layout;
import io.questdb.ServerMain;
import java.nio.file.Files;
import java.nio.file.Path;

/** A QuestDB with its HTTP and PostgreSQL doors on loopback and every other door shut. Runs until it is terminated. */
public final class QuestDbProcess {
    private static final String LOGGING = """
            writers=stdout
            w.stdout.class=io.questdb.log.LogConsoleWriter
            w.stdout.level=ERROR
            """;

    private QuestDbProcess() {}

    /** Runs the database; arguments: data directory, HTTP port, PostgreSQL port. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "arguments must be: data directory, HTTP port, PostgreSQL port; were " + arguments.length);
        }
        Path configuration = Path.of(arguments[0]).resolve("conf");
        Files.createDirectories(configuration);
        Files.writeString(
                configuration.resolve("server.conf"),
                settings(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
        Files.writeString(configuration.resolve("log.conf"), LOGGING);
        ServerMain.main(new String[] {"-d", arguments[0]});
    }

    private static String settings(int httpPort, int pgPort) {
        return """
                http.net.bind.to=%1$s:%2$d
                pg.net.bind.to=%1$s:%3$d
                http.min.enabled=false
                line.tcp.enabled=false
                line.udp.enabled=false
                telemetry.enabled=false
                shared.network.worker.count=1
                shared.query.worker.count=1
                shared.write.worker.count=1
                cairo.writer.data.append.page.size=1M
                cairo.o3.column.memory.size=256k
                ram.usage.limit.bytes=256m
                """.formatted(Layout.HOST, httpPort, pgPort);
    }
}
