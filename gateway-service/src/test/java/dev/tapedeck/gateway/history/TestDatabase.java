package dev.tapedeck.gateway.history;

import dev.tapedeck.gateway.out.history.HistoryDatabase;
import dev.tapedeck.gateway.out.history.Migration;
import dev.tapedeck.gateway.out.history.RowWriter;
import dev.tapedeck.gateway.out.history.Schema;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A QuestDB in a process of its own with data of its own, which can be killed and started again. */
public final class TestDatabase implements AutoCloseable {
    private static final String USER = "tapedeck";
    private static final String PASSWORD = "secret-of-the-test";
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Path JAR = Path.of("target/questdb/questdb.jar");

    private final Path directory;
    private final int httpPort = freePort();
    private final int queryPort = freePort();
    private @Nullable Process process;

    private TestDatabase(Path directory) {
        this.directory = directory;
    }

    /** Returns a running database without tables. */
    static TestDatabase start() {
        try {
            var database = new TestDatabase(Files.createTempDirectory("tapedeck-history"));
            Path configuration = Files.createDirectories(database.directory.resolve("conf"));
            Files.writeString(configuration.resolve("server.conf"), database.settings());
            Files.writeString(
                    configuration.resolve("log.conf"),
                    "writers=stdout\nw.stdout.class=io.questdb.log.LogConsoleWriter\nw.stdout.level=ERROR\n");
            database.run();
            return database;
        } catch (IOException failed) {
            throw new IllegalStateException("the database could not be prepared", failed);
        }
    }

    /** Returns a running database with all tables. */
    public static TestDatabase migrated() {
        TestDatabase database = start();
        try (Connection connection = database.connection()) {
            new Schema(connection, Migration.all()).up();
        } catch (SQLException | Schema.Refused failed) {
            throw new IllegalStateException("the tables could not be made", failed);
        }
        return database;
    }

    /** Starts it, again when it was killed, and returns when it answers. */
    void run() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-Djava.io.tmpdir=" + directory,
                            "-cp",
                            JAR.toAbsolutePath() + ":"
                                    + Path.of("target/test-classes").toAbsolutePath(),
                            LeashedDatabase.class.getName(),
                            "-d",
                            directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new IllegalStateException("the database could not be started from " + JAR, failed);
        }
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IllegalStateException("the database must answer within " + START_PATIENCE);
            }
            sleep();
        }
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    public String address() {
        return "127.0.0.1:" + httpPort;
    }

    public String queryAddress() {
        return "127.0.0.1:" + queryPort + "/qdb";
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    AgroalDataSource pool() {
        return HistoryDatabase.open(queryAddress(), USER, PASSWORD, 4);
    }

    RowWriter writer() {
        return new RowWriter(address(), USER, PASSWORD);
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + queryAddress() + "?sslmode=disable", USER, PASSWORD);
    }

    /** Returns the rows of a question, the cells as text. */
    public List<List<String>> ask(String question) throws SQLException {
        var found = new ArrayList<List<String>>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                found.add(row);
            }
        }
        return found;
    }

    /** Returns the first cell of the answer. */
    String one(String question) throws SQLException {
        return ask(question).getFirst().getFirst();
    }

    void execute(String statement) throws SQLException {
        try (Connection connection = connection();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    @Override
    public void close() {
        try {
            kill();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new IllegalStateException("the database's data could not be removed: " + directory, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), queryPort)) {
            return socket.isConnected() && "1".equals(one("SELECT 1"));
        } catch (IOException | SQLException silent) {
            return false;
        }
    }

    private String settings() {
        return """
                http.net.bind.to=127.0.0.1:%1$d
                pg.net.bind.to=127.0.0.1:%2$d
                http.user=%3$s
                http.password=%4$s
                pg.user=%3$s
                pg.password=%4$s
                http.min.enabled=false
                line.tcp.enabled=false
                line.udp.enabled=false
                line.auto.create.new.tables=false
                line.auto.create.new.columns=false
                telemetry.enabled=false
                shared.network.worker.count=1
                shared.query.worker.count=1
                shared.write.worker.count=1
                cairo.writer.data.append.page.size=1M
                cairo.o3.column.memory.size=256k
                """.formatted(httpPort, queryPort, USER, PASSWORD);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException("no free port", failed);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database starts", interrupted);
        }
    }
}
