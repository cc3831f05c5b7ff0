package dev.tapedeck.positionsync.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.kit.stream.KafkaClients;
import dev.tapedeck.testkit.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is silent, by the word of a real broker. The time is the test's. */
class ServiceWatchTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(T0);
    private TestBroker broker;
    private ServiceWatch watch;

    @BeforeEach
    void start() {
        broker = TestBroker.start();
        watch = watch(broker.bootstrapServers());
    }

    private ServiceWatch watch(String bootstrapServers) {
        InstantSource clock = now::get;
        return new ServiceWatch(
                KafkaClients.admin(bootstrapServers, "watch-test"), List.of("risk", "order"), SILENCE, clock);
    }

    @AfterEach
    void stop() {
        watch.close();
        broker.close();
    }

    @Test
    void whoeverHasAMemberWorksAndWhoeverLostItsLastOneIsSilentAfterAWhile() throws InterruptedException {
        try (var risk = member("risk")) {
            try (var order = member("order")) {
                now.set(T0.plus(SILENCE.multipliedBy(4)));
                await(watch, () -> watch.silent().isEmpty(), risk, order);
            }
            now.set(now.get().plus(SILENCE).plusMillis(1));
            await(watch, () -> watch.silent().size() == 1, risk);
            assertTrue(watch.silent().getFirst().startsWith("order is silent since"), watch.silent()::toString);
        }
    }

    @Test
    void aServiceThatNeverRanIsSilentOnlyAfterTimeEnoughToStart() {
        now.set(T0.plus(SILENCE).plus(SILENCE));
        assertEquals(List.of(), watch.silent());
        now.set(now.get().plusMillis(1));
        assertEquals(2, watch.silent().size());
    }

    @Test
    void nobodyIsTakenForSilentWhileNoBrokerAnswers() throws InterruptedException {
        try (var alone = watch("127.0.0.1:1")) {
            now.set(T0.plus(SILENCE.multipliedBy(4)));
            assertEquals(2, alone.silent().size());
            await(alone, () -> alone.silent().isEmpty());
        }
    }

    /** Looks again and again; the members poll meanwhile, as running services do. */
    private static void await(ServiceWatch watch, BooleanSupplier holds, KafkaConsumer<?, ?>... members)
            throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "silent: " + watch.silent());
            for (KafkaConsumer<?, ?> member : members) {
                member.poll(Duration.ofMillis(20));
            }
            watch.look();
            Thread.sleep(50);
        }
    }

    private KafkaConsumer<byte[], byte[]> member(String group) {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of("fills"));
        return consumer;
    }
}
