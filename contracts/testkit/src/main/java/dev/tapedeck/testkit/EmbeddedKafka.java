package dev.tapedeck.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A single-node KRaft broker in this process, on ephemeral loopback ports, with its data in a temporary directory. */
public final class EmbeddedKafka implements TestBroker {
    private final Path directory;
    private final KafkaConfig config;
    private final int port;
    private KafkaRaftServer server;

    private EmbeddedKafka(Path directory, KafkaConfig config, int port, KafkaRaftServer server) {
        this.directory = directory;
        this.config = config;
        this.port = port;
        this.server = server;
    }

    /** Starts a broker without topics; {@link TestBroker#start()} also creates them. */
    public static EmbeddedKafka start() {
        try {
            Path directory = Files.createTempDirectory("tapedeck-kafka-");
            int[] ports = freePorts();
            KafkaConfig config = config(directory, ports[0], ports[1]);
            format(directory);
            return new EmbeddedKafka(directory, config, ports[0], startServer(config));
        } catch (IOException failed) {
            throw new UncheckedIOException("embedded broker could not be prepared", failed);
        }
    }

    /** Stops the broker and starts it again on the same port with the same data. */
    public void restart() {
        stopServer();
        server = startServer(config);
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stopServer();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("data of the embedded broker could not be deleted: " + directory, failed);
        }
    }

    private static KafkaRaftServer startServer(KafkaConfig config) {
        var server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return server;
    }

    private void stopServer() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static KafkaConfig config(Path directory, int brokerPort, int controllerPort) {
        var properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        properties.put(
                "listeners", "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + brokerPort);
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", directory.toString());
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("auto.create.topics.enable", "false");
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.index.size.max.bytes", "65536");
        return new KafkaConfig(properties, false);
    }

    private static void format(Path directory) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (Exception failed) {
            throw new IllegalStateException(
                    "storage of the embedded broker could not be formatted: " + directory, failed);
        }
    }

    private static int[] freePorts() throws IOException {
        try (var first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }
}
