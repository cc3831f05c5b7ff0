package dev.tapedeck.bench;

import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.StackSpecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The baseline: records handed through four topics by bare kafka-clients, each hop a process of its own as the services are, then appended to a fifth and waited for, as an
 * intent is, then sent to one more process by HTTP, as an order is. Same broker, same durability, same JVM options, the same rhythm as the ticks of the stack, bursts included, and
 * the same clocks: from the timestamp of the first record, in milliseconds, to the wall clock at the arrival of the request.
 */
final class Relay {
    /**
     * From the first record of each, in microseconds.
     *
     * @param appended to the acknowledgement of the last
     * @param arrived to the arrival of the request
     */
    record Latencies(List<Long> appended, List<Long> arrived) {}

    private static final int RECORD_BYTES = 500;
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final String bootstrapServers;

    Relay(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Hands records through once to warm up and once more to be measured, and returns the latencies of the second time.
     *
     * @param rhythmMillis when each record goes, in order, at any origin
     */
    Latencies run(List<Long> rhythmMillis) throws InterruptedException, ExecutionException {
        createTopics();
        try (var venue = new RelayVenue()) {
            return run(rhythmMillis, venue);
        }
    }

    private Latencies run(List<Long> rhythmMillis, RelayVenue venue) throws InterruptedException, ExecutionException {
        List<Process> hops = IntStream.range(0, RelayHop.HOPS)
                .mapToObj(hop -> start(hop, venue.uri()))
                .toList();
        try (var producer = new KafkaProducer<byte[], byte[]>(RelayHop.producerSettings(bootstrapServers))) {
            feed(producer, rhythmMillis);
            feed(producer, rhythmMillis);
            producer.send(new ProducerRecord<>(RelayHop.topic(0), 0, null, RelayHop.END))
                    .get();
            int handed = 2 * rhythmMillis.size();
            List<Long> appended = latencies(hops.getLast());
            List<Long> arrived = venue.latencies();
            if (appended.size() != handed || arrived.size() != handed) {
                throw new StackFailure("the relay must hand through " + handed + " records, appended " + appended.size()
                        + " and requested " + arrived.size());
            }
            return new Latencies(
                    appended.subList(rhythmMillis.size(), handed), arrived.subList(rhythmMillis.size(), handed));
        } finally {
            hops.forEach(Process::destroyForcibly);
        }
    }

    private Process start(int hop, URI venue) {
        try {
            return new ProcessBuilder(StackSpecs.command(
                            List.of("-Xmx128m"),
                            System.getProperty("java.class.path"),
                            RelayHop.class.getName(),
                            List.of(bootstrapServers, Integer.toString(hop), venue.toString())))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException("hop " + hop + " of the relay could not be started", failed);
        }
    }

    private static void feed(KafkaProducer<byte[], byte[]> producer, List<Long> rhythmMillis)
            throws InterruptedException {
        long beganNanos = System.nanoTime();
        for (long at : rhythmMillis) {
            long sinceNanos = TimeUnit.MILLISECONDS.toNanos(at - rhythmMillis.getFirst());
            long pauseNanos = beganNanos + sinceNanos - System.nanoTime();
            if (pauseNanos > 0) {
                Thread.sleep(Duration.ofNanos(pauseNanos));
            }
            // What does not arrive is missed when the latencies are counted.
            var _ = producer.send(new ProducerRecord<>(RelayHop.topic(0), 0, null, new byte[RECORD_BYTES]));
        }
    }

    private static List<Long> latencies(Process last) throws InterruptedException, ExecutionException {
        CompletableFuture<List<Long>> said =
                CompletableFuture.supplyAsync(() -> last.inputReader(StandardCharsets.US_ASCII)
                        .lines()
                        .map(Long::valueOf)
                        .toList());
        try {
            return said.get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new StackFailure(
                    "the last hop of the relay must say its latencies within " + END_LIMIT.toSeconds()
                            + " s of the last record, did not",
                    late);
        }
    }

    private void createTopics() throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(IntStream.rangeClosed(0, RelayHop.HOPS)
                            .mapToObj(hop -> new NewTopic(RelayHop.topic(hop), 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }
}
