package dev.tapedeck.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where everything of one stack is. Two stacks with different state directories and port bases do not touch each other.
 *
 * @param root the checkout
 * @param state the directory of all that a stack writes
 * @param portBase the first port, the gateway's; the others follow at fixed distances up to {@value #PORT_SPAN} further
 */
public record Layout(Path root, Path state, int portBase) {
    public static final String HOST = "127.0.0.1";
    public static final int PORT_SPAN = 21;

    private static final int PORT_BASES_TRIED = 36;
    private static final int PORT_BASE_DEFAULT = 8080;
    private static final int BROKER_CONTROLLER_OFFSET = 13;
    private static final int QUESTDB_PG_OFFSET = 21;
    private static final int SECOND_REPLICA_OFFSET = 13;

    public Layout {
        if (portBase < 1024 || portBase + PORT_SPAN > 65535) {
            throw new WrongUse("TAPEDECK_PORT_BASE must be in 1024.." + (65535 - PORT_SPAN) + ", was " + portBase);
        }
    }

    /**
     * Returns the layout that the environment asks for: {@code TAPEDECK_PORT_BASE} and {@code TAPEDECK_STATE_DIR}.
     *
     * @throws WrongUse when the port base is not a usable number
     */
    public static Layout of(Path root, Map<String, String> environment) {
        String state = environment.getOrDefault("TAPEDECK_STATE_DIR", "");
        Path stateDirectory = state.isEmpty() ? root.resolve(".tapedeck") : Path.of(state);
        return new Layout(root, stateDirectory.toAbsolutePath().normalize(), portBase(environment));
    }

    /**
     * Returns a layout whose ports nobody listens on, now: the first such one from a port base on.
     *
     * @throws StackFailure when there is none among {@value #PORT_BASES_TRIED}
     */
    public static Layout onFreePorts(Path root, Path state, int firstPortBase) {
        return IntStream.range(0, PORT_BASES_TRIED)
                .mapToObj(tried -> new Layout(root, state, firstPortBase + tried * (PORT_SPAN + 1)))
                .filter(layout -> layout.ports().stream().allMatch(Layout::isFree))
                .findFirst()
                .orElseThrow(() -> new StackFailure("no free ports for a stack from " + firstPortBase + " on"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int portBase(Map<String, String> environment) {
        String value = environment.getOrDefault("TAPEDECK_PORT_BASE", "");
        try {
            return value.isEmpty() ? PORT_BASE_DEFAULT : Integer.parseInt(value);
        } catch (NumberFormatException malformed) {
            throw new WrongUse("TAPEDECK_PORT_BASE must be a port number, was '" + value + "'", malformed);
        }
    }

    public int port(Member member) {
        return portBase + member.portOffset();
    }

    /** Returns the main port of the second replica of a service that may have several. */
    public int secondReplicaPort(Member service) {
        if (!service.mayHaveReplicas()) {
            throw new IllegalArgumentException(service.displayName() + " runs once and has no second replica");
        }
        return port(service) + SECOND_REPLICA_OFFSET;
    }

    public int brokerControllerPort() {
        return portBase + BROKER_CONTROLLER_OFFSET;
    }

    public int questDbPgPort() {
        return portBase + QUESTDB_PG_OFFSET;
    }

    /** Returns every port that a stack may listen on. */
    public List<Integer> ports() {
        IntStream main = Stream.of(Member.values()).mapToInt(this::port);
        IntStream second =
                Stream.of(Member.values()).filter(Member::mayHaveReplicas).mapToInt(this::secondReplicaPort);
        return Stream.of(main, second, IntStream.of(brokerControllerPort(), questDbPgPort()))
                .flatMapToInt(ports -> ports)
                .sorted()
                .boxed()
                .toList();
    }

    public String bootstrapServers() {
        return HOST + ":" + port(Member.BROKER);
    }

    /** Returns a URL on a member's main port. */
    public URI url(Member member, String path) {
        return URI.create("http://" + HOST + ":" + port(member) + path);
    }

    public Path kafkaDirectory() {
        return state.resolve("kafka");
    }

    public Path questDbDirectory() {
        return state.resolve("questdb");
    }

    /** Returns where the gateway keeps who its users are. */
    public Path gatewayDirectory() {
        return state.resolve("gateway");
    }

    /** Returns the file with the first user's password, which the gateway writes when it starts for the first time. */
    public Path operatorFile() {
        return gatewayDirectory().resolve("operator.json");
    }

    public Path logDirectory() {
        return state.resolve("logs");
    }

    public Path logFile(Member member) {
        return logDirectory().resolve(member.displayName() + ".log");
    }

    public Path tapeDirectory() {
        return state.resolve("tapes");
    }

    /** Returns the file that says what runs; it exists from the start of a stack to its end. */
    public Path stackFile() {
        return state.resolve("stack.json");
    }

    /** Returns the file that a running stack keeps locked. */
    public Path lockFile() {
        return state.resolve("lock");
    }

    public Path localTarget() {
        return root.resolve("deploy/local/target");
    }

    public Path simulatorTarget() {
        return root.resolve("deploy/exchange-simulator/target");
    }

    /** Returns where the start-up caches of this build are; they belong to the checkout and not to a stack. */
    public Path cacheDirectory() {
        return localTarget().resolve("start-caches");
    }

    /** Returns the log file of the second replica of a service. */
    public Path secondReplicaLogFile(Member service) {
        return logDirectory().resolve(service.displayName() + "-second.log");
    }

    /** Returns the file of a member's start-up cache, which need not be there. */
    public Path cacheFile(Member member) {
        return cacheDirectory().resolve(member.displayName() + ".aot");
    }

    /** Returns the runnable jar of one of the seven services. */
    public Path serviceJar(Member service) {
        return root.resolve(service.displayName() + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
