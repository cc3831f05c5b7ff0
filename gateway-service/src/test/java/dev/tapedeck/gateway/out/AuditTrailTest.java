package dev.tapedeck.gateway.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.AuditEvent.ActionAudited;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.gateway.MovingClock;
import dev.tapedeck.gateway.core.Capacity;
import dev.tapedeck.gateway.core.MessageRing;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.ReadModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MovingClock clock = new MovingClock();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final Projection projection =
            new Projection(new ReadModel(new Capacity(10, 10, 10, 10)), new MessageRing(10), (seq, message) -> "");
    private final AuditTrail trail = new AuditTrail(new EventWriter(producer, PATIENCE), projection, clock);

    @BeforeEach
    void start() {
        trail.start();
    }

    @AfterEach
    void close() {
        trail.close();
    }

    private static ActionAudited action(String user, String target) {
        return new ActionAudited(user, "1.2.3.4", "POST /x", target, "DONE", Map.of());
    }

    private List<Event<?>> written() {
        var events = new ArrayList<Event<?>>();
        for (var record : producer.history()) {
            try {
                events.add(EventCodec.decode(record.value()));
            } catch (UndecodableEvent undecodable) {
                throw new AssertionError(undecodable);
            }
        }
        return events;
    }

    private List<Event<?>> await(Predicate<List<Event<?>>> enough) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.test(written())) {
            assertTrue(System.nanoTime() < deadline, "must come within " + PATIENCE + ", came " + written());
            Thread.sleep(10);
        }
        return written();
    }

    @Test
    void goesOnFromTheNumbersOnTheLogAndOnlyOnceTheyAreKnown() throws InterruptedException {
        trail.add(action("ann", "third"));
        trail.add(action("bob", "first"));
        for (long sequence = 1; sequence <= 2; sequence++) {
            var before = new Event<>(
                    "audit/ann/" + sequence,
                    "gateway",
                    "ann",
                    clock.instant(),
                    sequence,
                    null,
                    null,
                    action("ann", "x"));
            projection.apply(before, clock.instant(), clock.instant());
        }
        assertEquals(List.of(), written());
        projection.markRestored(clock.instant());
        List<String> ids =
                await(events -> events.size() == 2).stream().map(Event::id).toList();
        assertEquals(List.of("audit/ann/3", "audit/bob/1"), ids);
    }

    @Test
    void saysHowManyWereLeftOut() throws InterruptedException {
        projection.markRestored(clock.instant());
        for (int i = 0; i < 500; i++) {
            trail.leaveOut();
        }
        clock.pass(Duration.ofMinutes(1));
        ActionAudited count =
                (ActionAudited) await(events -> !events.isEmpty()).getFirst().data();
        assertEquals("LEFT_OUT", count.result());
        assertEquals("500", count.details().get("count"));
    }

    @Test
    void aWriteThatFailsIsDoneAgainWithTheSameNumber() throws InterruptedException {
        projection.markRestored(clock.instant());
        producer.sendException = new KafkaException("not now");
        trail.add(action("ann", "a"));
        Thread.sleep(50);
        producer.sendException = null;
        trail.add(action("ann", "b"));
        List<Long> sequences = await(events -> events.size() == 2).stream()
                .map(Event::sequence)
                .toList();
        assertEquals(List.of(1L, 2L), sequences);
    }
}
