package dev.tapedeck.local;

import dev.tapedeck.local.broker.BrokerProcess;
import dev.tapedeck.local.questdb.HistoryKey;
import dev.tapedeck.local.questdb.QuestDbProcess;
import dev.tapedeck.local.supervise.Leash;
import dev.tapedeck.local.supervise.Probes;
import dev.tapedeck.local.supervise.ProcessSpec;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How each process of the stack is run: small, on loopback, on a leash. */
public final class StackSpecs {
    private static final List<String> SMALL_JVM =
            List.of("-XX:+UseSerialGC", "-Xss512k", "-XX:ReservedCodeCacheSize=64m", "-XX:+ExitOnOutOfMemoryError");
    private static final String SILENCE_IN_LOCKSTEP_MILLIS =
            Long.toString(Duration.ofDays(1).toMillis());
    /** Quarkus opens this in its manifest, which counts only for {@code java -jar}; without it its worker threads die at their first task. */
    private static final String THREAD_LOCALS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private static final String QUESTDB_NATIVE = "--enable-native-access=ALL-UNNAMED";
    private static final String QUESTDB_MEMORY = "--sun-misc-unsafe-memory-access=allow";

    private static final int SIMULATOR_HEAP_MEGABYTES = 256;
    private static final int GATEWAY_HEAP_MEGABYTES = 256;
    private static final int SERVICE_HEAP_MEGABYTES = 128;
    private static final String SIMULATOR_MAIN = "dev.tapedeck.simulator.ExchangeSimulator";
    private static final String QUARKUS_MAIN = "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint";

    private final Layout layout;
    private final VenueKey key;
    private final boolean lockstep;
    private final StartCaches caches;

    private StackSpecs(Layout layout, VenueKey key, boolean lockstep, StartCaches caches) {
        this.layout = layout;
        this.key = key;
        this.lockstep = lockstep;
        this.caches = caches;
    }

    /** A stack whose tape does not wait for anybody. */
    public static StackSpecs freeRunning(Layout layout, VenueKey key) {
        return new StackSpecs(layout, key, false, StartCaches.used(layout));
    }

    /** A stack whose tape waits for the pipeline; the market is then silent because of us, however long, and no feed is stale. */
    public static StackSpecs lockstep(Layout layout, VenueKey key) {
        return new StackSpecs(layout, key, true, StartCaches.used(layout));
    }

    /** A free-running stack whose processes leave start-up caches behind. */
    public static StackSpecs training(Layout layout, VenueKey key) {
        return new StackSpecs(layout, key, false, StartCaches.recorded(layout));
    }

    /**
     * Checks that everything to run was built.
     *
     * @throws StackFailure when something was not
     */
    public void checkBuilt() {
        simulatorJar();
        for (Member service : Member.services()) {
            if (!Files.isRegularFile(layout.serviceJar(service))) {
                throw notBuilt(layout.serviceJar(service));
            }
        }
    }

    public ProcessSpec broker() {
        return ownProcess(
                Member.BROKER,
                jvm(Member.BROKER, "-Xmx256m"),
                BrokerProcess.class,
                List.of(
                        layout.kafkaDirectory().toString(),
                        Integer.toString(layout.port(Member.BROKER)),
                        Integer.toString(layout.brokerControllerPort())));
    }

    public ProcessSpec questDb() {
        HistoryKey history = HistoryKey.of(layout);
        return ownProcess(
                        Member.QUESTDB,
                        jvm(
                                Member.QUESTDB,
                                "-Xmx192m",
                                QUESTDB_NATIVE,
                                QUESTDB_MEMORY,
                                // Where the database and its client unpack their native libraries, which a kill leaves
                                // there.
                                "-Djava.io.tmpdir=" + layout.questDbDirectory()),
                        QuestDbProcess.class,
                        List.of(
                                layout.questDbDirectory().toString(),
                                Integer.toString(layout.port(Member.QUESTDB)),
                                Integer.toString(layout.questDbPgPort())))
                .with(Map.of(QuestDbProcess.USER, history.user(), QuestDbProcess.PASSWORD, history.password()));
    }

    /**
     * Returns how the venue is run.
     *
     * @param arguments what to play and how, without the port
     */
    public ProcessSpec simulator(List<String> arguments) {
        return simulator(SIMULATOR_HEAP_MEGABYTES, arguments);
    }

    /** Returns how the venue is run for so many markets that it needs more memory than usual. */
    public ProcessSpec simulator(int heapMegabytes, List<String> arguments) {
        Path jar = simulatorJar();
        var all = new ArrayList<>(List.of("--port", Integer.toString(layout.port(Member.EXCHANGE_SIMULATOR))));
        all.addAll(arguments);
        String classPath = jar + File.pathSeparator + jar.resolveSibling("lib") + "/*";
        return spec(
                Member.EXCHANGE_SIMULATOR,
                command(jvm(Member.EXCHANGE_SIMULATOR, "-Xmx" + heapMegabytes + "m"), classPath, SIMULATOR_MAIN, all),
                Map.of("TAPEDECK_VENUE_API_KEY", key.access(), "TAPEDECK_VENUE_API_SECRET", key.secret()));
    }

    /**
     * Returns how one of the seven services is run.
     *
     * @param symbols of the venue that the feed subscribes
     */
    public ProcessSpec service(Member service, List<String> symbols) {
        return service(service, service == Member.GATEWAY ? GATEWAY_HEAP_MEGABYTES : SERVICE_HEAP_MEGABYTES, symbols);
    }

    /** Returns how a service is run that follows so many symbols that it needs more memory than usual. */
    public ProcessSpec service(Member service, int heapMegabytes, List<String> symbols) {
        String classPath = layout.serviceJar(service).toString();
        return spec(
                service,
                command(jvm(service, serviceOptions(service, heapMegabytes)), classPath, QUARKUS_MAIN, List.of()),
                serviceEnvironment(service, symbols));
    }

    private String[] serviceOptions(Member service, int heapMegabytes) {
        String heap = "-Xmx" + heapMegabytes + "m";
        return service == Member.GATEWAY
                ? new String[] {
                    heap, THREAD_LOCALS, QUESTDB_NATIVE, QUESTDB_MEMORY, "-Djava.io.tmpdir=" + layout.questDbDirectory()
                }
                : new String[] {heap, THREAD_LOCALS};
    }

    /**
     * Returns how a second process of a service is run that shares the work of the first.
     *
     * @param symbols of the venue that the feed subscribes
     */
    public ProcessSpec secondReplica(Member service, List<String> symbols) {
        ProcessSpec first = service(service, symbols);
        int port = layout.secondReplicaPort(service);
        return new ProcessSpec(
                        first.name() + "-second",
                        port,
                        first.command(),
                        first.environment(),
                        layout.secondReplicaLogFile(service),
                        Probes.serviceOn(port))
                .with(Map.of("TAPEDECK_INSTANCE", "1", "QUARKUS_HTTP_PORT", Integer.toString(port)));
    }

    private Map<String, String> serviceEnvironment(Member service, List<String> symbols) {
        int simulator = layout.port(Member.EXCHANGE_SIMULATOR);
        var environment = new TreeMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", Layout.HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(layout.port(service)));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", layout.bootstrapServers());
        environment.put("TAPEDECK_VENUE_REST_URL", "http://" + Layout.HOST + ":" + simulator);
        environment.put("TAPEDECK_VENUE_SOCKET_URL", "ws://" + Layout.HOST + ":" + simulator + "/edge");
        environment.put("TAPEDECK_VENUE_API_KEY", key.access());
        environment.put("TAPEDECK_VENUE_API_SECRET", key.secret());
        environment.put("TAPEDECK_SIMULATOR_CONTROL_URL", "http://" + Layout.HOST + ":" + simulator + "/control");
        if (service == Member.GATEWAY) {
            HistoryKey history = HistoryKey.of(layout);
            environment.put("TAPEDECK_GATEWAY_HISTORY_ADDRESS", Layout.HOST + ":" + layout.port(Member.QUESTDB));
            environment.put(
                    "TAPEDECK_GATEWAY_HISTORY_QUERY_ADDRESS", Layout.HOST + ":" + layout.questDbPgPort() + "/qdb");
            environment.put("TAPEDECK_GATEWAY_HISTORY_USER", history.user());
            environment.put("TAPEDECK_GATEWAY_HISTORY_PASSWORD", history.password());
            environment.put(
                    "TAPEDECK_GATEWAY_ACCESS_STATE_DIRECTORY",
                    layout.gatewayDirectory().toString());
        }
        environment.put("TAPEDECK_SYMBOLS", String.join(",", symbols));
        if (lockstep) {
            environment.put("TAPEDECK_MARKET_DATA_STALE_AFTER_MILLIS", SILENCE_IN_LOCKSTEP_MILLIS);
            environment.put("TAPEDECK_MARKET_DATA_QUIET_AFTER_MILLIS", SILENCE_IN_LOCKSTEP_MILLIS);
        }
        return environment;
    }

    private ProcessSpec ownProcess(Member member, List<String> jvm, Class<?> main, List<String> arguments) {
        String classPath = System.getProperty("java.class.path");
        return spec(member, command(jvm, classPath, main.getName(), arguments), Map.of());
    }

    private List<String> jvm(Member member, String... options) {
        return Stream.concat(Stream.of(options), caches.options(member).stream())
                .toList();
    }

    private ProcessSpec spec(Member member, List<String> command, Map<String, String> environment) {
        return new ProcessSpec(
                member.displayName(),
                layout.port(member),
                command,
                environment,
                layout.logFile(member),
                Probes.of(layout, member));
    }

    /** Returns the command that runs a main class of another class path in this JDK, on a leash. */
    public static List<String> command(List<String> jvm, String classPath, String main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL_JVM);
        command.addAll(jvm);
        command.addAll(List.of("-cp", leash() + File.pathSeparator + classPath, Leash.class.getName(), main));
        command.addAll(arguments);
        return command;
    }

    private static Path leash() {
        try {
            return Path.of(Leash.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the place of " + Leash.class + " is not a path", impossible);
        }
    }

    private Path simulatorJar() {
        Path target = layout.simulatorTarget();
        if (!Files.isDirectory(target)) {
            throw notBuilt(target);
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(StackSpecs::isSimulatorJar)
                    .findFirst()
                    .orElseThrow(() -> notBuilt(target.resolve("exchange-simulator-*.jar")));
        } catch (IOException unreadable) {
            throw new StackFailure("directory could not be read: " + target, unreadable);
        }
    }

    private static boolean isSimulatorJar(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("exchange-simulator-") && name.endsWith(".jar") && !name.endsWith("-sources.jar");
    }

    private static StackFailure notBuilt(Path missing) {
        return new StackFailure("not built: " + missing + " is missing; build with: mvn -DskipTests package");
    }
}
