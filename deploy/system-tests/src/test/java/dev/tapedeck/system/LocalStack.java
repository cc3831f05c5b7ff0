package dev.tapedeck.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.local.Gateway;
import dev.tapedeck.local.Http;
import dev.tapedeck.local.Layout;
import dev.tapedeck.local.Member;
import dev.tapedeck.local.Operator;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.Tapedeck;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.questdb.HistoryKey;
import dev.tapedeck.local.session.SimulatorControl;
import dev.tapedeck.local.supervise.Leash;
import dev.tapedeck.local.supervise.Probes;
import dev.tapedeck.local.supervise.ServiceLog;
import dev.tapedeck.local.supervise.StackState;
import dev.tapedeck.local.supervise.StackState.Entry;
import dev.tapedeck.local.supervise.StackState.Lockstep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stack of the packaged processes, started by the command line as {@code ./tapedeck up} does. It is on a leash that this process holds, so it ends with
 * {@link #close}, with the JVM, and even when the JVM is killed. Used by one thread.
 */
final class LocalStack implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(90);
    private static final int FIRST_PORT_BASE = 24_100;
    private static final int LOG_TAIL_LINES = 40;

    private final Layout layout;
    private final Path output;
    private final Process process;
    private final Thread atExit;

    private LocalStack(Layout layout, Path output, Process process) {
        this.layout = layout;
        this.output = output;
        this.process = process;
        this.atExit = new Thread(this::askToEnd, "end-stack");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a stack with an empty log and returns when its session runs.
     *
     * @param name of its directory under {@code target/}
     * @param options of the command {@code up}
     */
    static LocalStack start(String name, String... options) {
        return start(name, Map.of(), options);
    }

    /**
     * Starts a stack as {@link #start(String, String...)} does.
     *
     * @param environment of all its processes, beside the usual
     */
    static LocalStack start(String name, Map<String, String> environment, String... options) {
        Path root =
                Path.of(System.getProperty("tapedeck.root")).toAbsolutePath().normalize();
        Path state = Path.of("target", "stacks", name).toAbsolutePath();
        Layout layout = Layout.onFreePorts(root, state, FIRST_PORT_BASE);
        try {
            Files.createDirectories(state);
            Path output = state.resolve("up.log");
            var builder = new ProcessBuilder(command(layout, "up", options))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            var stack = new LocalStack(layout, output, process);
            stack.awaitStarted();
            return stack;
        } catch (IOException failed) {
            throw new UncheckedIOException("the stack could not be started", failed);
        }
    }

    private static List<String> command(Layout layout, String name, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "TAPEDECK_PORT_BASE=" + layout.portBase(),
                "TAPEDECK_STATE_DIR=" + layout.state(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-Dtapedeck.root=" + layout.root(),
                "-cp",
                packagedJar(layout.localTarget(), "local") + ":"
                        + layout.localTarget().resolve("lib") + "/*",
                Leash.class.getName(),
                Tapedeck.class.getName(),
                name));
        command.addAll(List.of(options));
        return command;
    }

    /** Returns the jar of a module that is in its target directory. */
    static Path packagedJar(Path target, String module) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-[^/]*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not packaged: no " + target + "/" + module
                            + "-*.jar; run the system tests with: ./tapedeck test"));
        }
    }

    private void awaitStarted() {
        try {
            Await.until(
                    "the stack is ready",
                    START_LIMIT,
                    () -> !process.isAlive()
                            || StackState.read(layout.stackFile())
                                    .filter(state -> state.pid() == process.pid() && state.ready())
                                    .isPresent(),
                    () -> "not ready:\n" + tail(output));
            if (!process.isAlive()) {
                throw new AssertionError(
                        "the stack must start, ended with exit code " + process.exitValue() + ":\n" + tail(output));
            }
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    /** Returns every event of a topic, in the order of its partitions; what is no event is left out. */
    List<Logged> events(Topic topic) {
        try (var log = new LogReader(layout.bootstrapServers())) {
            return log.last(topic.topicName(), Integer.MAX_VALUE).stream()
                    .map(record -> Logged.of(topic, record))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingInt(Logged::partition).thenComparingLong(Logged::offset))
                    .toList();
        }
    }

    /** Returns the data of every event of this kind, in the order of the partitions of its topic, each id once. */
    <T extends EventData> List<T> data(Topic topic, Class<T> kind) {
        var ids = new HashSet<String>();
        return events(topic).stream()
                .filter(logged -> ids.add(logged.event().id()))
                .map(logged -> logged.event().data())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Returns the texts of the records that were put aside from a topic. */
    List<String> deadLetters(Topic topic) {
        try (var log = new LogReader(layout.bootstrapServers())) {
            return log.last(topic.deadLetterTopic(), Integer.MAX_VALUE).stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** Returns how many records a topic has, by its name. */
    Map<String, Long> counts(List<String> topics) {
        try (var log = new LogReader(layout.bootstrapServers())) {
            return log.counts(topics);
        }
    }

    Layout layout() {
        return layout;
    }

    String bootstrapServers() {
        return layout.bootstrapServers();
    }

    /** Returns where a member listens. */
    String url(Member member) {
        return layout.url(member, "/").toString();
    }

    /** Returns the stack's first user. */
    Operator operator() {
        return Operator.of(layout);
    }

    /** Returns the state that the supervisor last wrote down. */
    StackState state() {
        return StackState.read(layout.stackFile())
                .orElseThrow(() -> new AssertionError("the stack is gone:\n" + tail(output)));
    }

    /** Returns how a lockstep run ended, once it has. */
    Lockstep awaitLockstepEnd(Duration limit) {
        Await.until(
                "the tape was stepped to its end",
                limit,
                () -> hasEnded(state().lockstep()),
                () -> state().lockstep() + ", the end of the strategy service's log:\n" + logOf(Member.STRATEGY));
        Lockstep end = Objects.requireNonNull(state().lockstep());
        assertEquals("DONE", end.state(), () -> "lockstep run: " + end);
        return end;
    }

    private static boolean hasEnded(@Nullable Lockstep progress) {
        return progress != null && !progress.state().equals("RUNNING");
    }

    /** Returns all that the venue was asked and did. */
    JsonNode ledger() {
        return Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/ledger"));
    }

    /** Makes the venue do something wrong. */
    void arm(ObjectNode fault) {
        Http.post(layout.url(Member.EXCHANGE_SIMULATOR, "/control/faults"), fault);
    }

    /** Returns how often a fault of this kind struck. */
    long struck(String kind) {
        return Http.get(layout.url(Member.EXCHANGE_SIMULATOR, "/control/faults"))
                .path("struck")
                .path(kind)
                .asLong();
    }

    /** Moves a position at the venue behind our back; false when the venue has none that can be moved so. */
    boolean movePosition(String symbol, int positionType, String action, int vol) {
        ObjectNode move = JsonNodeFactory.instance
                .objectNode()
                .put("symbol", symbol)
                .put("positionType", positionType)
                .put("action", action)
                .put("vol", vol);
        try {
            Http.post(layout.url(Member.EXCHANGE_SIMULATOR, "/control/positions"), move);
            return true;
        } catch (StackFailure refused) {
            return false;
        }
    }

    /** Ends everything that the venue does wrong. */
    void clearFaults() {
        Http.delete(layout.url(Member.EXCHANGE_SIMULATOR, "/control/faults"));
    }

    /** Returns what the gateway answers to a request. */
    JsonNode ask(String path, ObjectNode body) {
        return new Gateway(layout).post(path, body);
    }

    /** Returns what the gateway answers to a question. */
    JsonNode read(String path) {
        return new Gateway(layout).get(path);
    }

    /** Returns the rows that the history database answers, the cells of each with a space between them. */
    List<String> history(String question) {
        HistoryKey key = HistoryKey.of(layout);
        String url = "jdbc:postgresql://" + Layout.HOST + ":" + layout.questDbPgPort()
                + "/qdb?sslmode=disable&connectTimeout=10&socketTimeout=30";
        try (Connection connection = DriverManager.getConnection(url, key.user(), key.password());
                ResultSet rows = connection.createStatement().executeQuery(question)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var cells = new ArrayList<String>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    cells.add(rows.getString(column));
                }
                found.add(String.join(" ", cells));
            }
            return found;
        } catch (SQLException failed) {
            throw new AssertionError("the history must answer: " + question, failed);
        }
    }

    /** Lets a member's process do nothing for some time, as when its machine hangs. */
    void freeze(Member member, Duration time) throws InterruptedException {
        long pid = entry(member).pid();
        signal(pid, "-STOP");
        try {
            Thread.sleep(time);
        } finally {
            signal(pid, "-CONT");
        }
    }

    private static void signal(long pid, String signal) throws InterruptedException {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .start()
                    .waitFor();
            assertEquals(0, code, () -> "kill " + signal + " " + pid + " must succeed");
        } catch (IOException failed) {
            throw new UncheckedIOException("kill could not be run", failed);
        }
    }

    void pauseTape() {
        new SimulatorControl(layout).pause();
    }

    /** Lets the tape run at this speed, in tape seconds for each second. */
    void playTape(int speed) {
        new SimulatorControl(layout).play(speed);
    }

    /** Runs another command of the command line on this stack and returns what it printed; it must succeed. */
    String run(String name, String... options) {
        try {
            Path printed = layout.state().resolve(name + ".log");
            var builder = new ProcessBuilder(command(layout, name, options))
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            // A JVM prints that it has found any.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process command = builder.start();
            boolean ended = command.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            command.destroyForcibly();
            String text = Files.readString(printed);
            assertEquals(0, ended ? command.exitValue() : -1, () -> name + " must succeed, printed:\n" + text);
            return text;
        } catch (IOException failed) {
            throw new UncheckedIOException(name + " could not be run", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + name, interrupted);
        }
    }

    /** Kills all seven services as a power cut does, lets something happen meanwhile, and returns when the supervisor has all ready again. */
    void killServicesAndAwaitReady(Runnable meanwhile) {
        var before = new EnumMap<Member, Entry>(Member.class);
        Member.services().forEach(member -> before.put(member, entry(member)));
        before.values().forEach(entry -> ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly));
        meanwhile.run();
        before.forEach((member, entry) -> Await.until(
                member.displayName() + " is ready again after kill -9 of all",
                RESTART_LIMIT,
                () -> isReadyAgain(member, entry),
                () -> entry(member) + ", the end of its log:\n" + tail(layout.logFile(member))));
    }

    void stopSession(String sessionId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("why", "the test is over");
        new Gateway(layout).post("/api/trading/sessions/" + sessionId + "/stop", body);
    }

    /** Kills a member as a crash does, and returns the milliseconds until the supervisor had it ready again. */
    long killAndAwaitReady(Member member) {
        Entry before = entry(member);
        long killedNanos = System.nanoTime();
        ProcessHandle.of(before.pid())
                .orElseThrow(() -> new AssertionError(member.displayName() + " has no process " + before.pid()))
                .destroyForcibly();
        Await.until(
                member.displayName() + " is ready again after kill -9",
                RESTART_LIMIT,
                () -> isReadyAgain(member, before),
                () -> entry(member) + ", the end of its log:\n" + tail(layout.logFile(member)));
        return Duration.ofNanos(System.nanoTime() - killedNanos).toMillis();
    }

    private boolean isReadyAgain(Member member, Entry before) {
        Entry now = entry(member);
        return now.restarts() > before.restarts()
                && now.pid() != 0
                && Probes.of(layout, member).isReady();
    }

    Entry entry(Member member) {
        return state().services().stream()
                .filter(entry -> entry.name().equals(member.displayName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the stack must have a " + member.displayName()));
    }

    /** Returns the end of a member's log. */
    String logOf(Member member) {
        return tail(layout.logFile(member));
    }

    /** Returns what a service said when it ended by itself, which the supervisor hides by starting it again. */
    List<String> lastWords(Member service) {
        return ServiceLog.lastWords(layout, service);
    }

    private static String tail(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(" + file + " cannot be read: " + unreadable.getMessage() + ")";
        }
    }

    /** Ends every process of the stack and checks that none is left. */
    @Override
    public void close() {
        List<ProcessHandle> processes = new ArrayList<>(process.descendants().toList());
        processes.add(process.toHandle());
        askToEnd();
        if (!hasEnded()) {
            process.destroyForcibly();
        }
        try {
            Await.until(
                    "no process of the stack is left",
                    Duration.ofSeconds(10),
                    () -> processes.stream().noneMatch(ProcessHandle::isAlive),
                    () -> processes.stream().filter(ProcessHandle::isAlive).toList() + " live:\n" + tail(output));
        } finally {
            processes.forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    /** Not process.destroy(), which would also close the streams: the leash would pull and cut the orderly end short. */
    private void askToEnd() {
        process.toHandle().destroy();
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
