package dev.tapedeck.kit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Only a flush acknowledges here, so what is pending says whether the outbox waited. */
class OutboxTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<Throwable> unwritten = new ArrayList<>();
    private final Outbox outbox =
            new Outbox(producer, Set.of(Topic.ORDERS), (cell, event) -> {}, () -> {}, unwritten::add);

    @Test
    void tellsOnTheProducersThreadWhatCouldNotBeWrittenBeforeAnythingBehindItIsSent() {
        var cell = new Cell<>(0, "risk", 0);
        outbox.send(cell, List.of(event(sessionIn(0))), null);
        outbox.send(cell, List.of(event(sessionIn(0))), null);
        var expired = new TimeoutException("60010 ms has passed since batch creation");

        producer.errorNext(expired);

        assertEquals(
                List.of(expired), unwritten.stream().map(Throwable::getCause).toList());
        assertEquals(2, outbox.pending());
    }

    @Test
    void waitsBeforeACellGoesOnInAnotherJournalPartition() {
        var cell = new Cell<>(0, "risk", 0);
        outbox.send(cell, List.of(event(sessionIn(0))), null);
        outbox.send(cell, List.of(event(sessionIn(1))), null);
        assertEquals(1, outbox.pending());
    }

    @Test
    void doesNotWaitWithinAPartition() {
        var cell = new Cell<>(0, "risk", 0);
        outbox.send(cell, List.of(event(sessionIn(0))), null);
        outbox.send(cell, List.of(event(sessionIn(0))), null);
        assertEquals(2, outbox.pending());
    }

    @Test
    void doesNotWaitForWhatAnotherCellWrote() {
        outbox.send(new Cell<>(0, "risk", 0), List.of(event(sessionIn(0))), null);
        outbox.send(new Cell<>(1, "risk", 0), List.of(event(sessionIn(1))), null);
        assertEquals(2, outbox.pending());
    }

    private static Keyed event(String session) {
        var released = new ReservationReleased(session, "td1", Usdt.of(1), Quantity.ZERO, Usdt.ZERO, "toy");
        return new Keyed(
                Topic.of(released),
                session,
                new Event<>("toy/" + session, "risk", session, ToyCore.T0, 1, null, null, released));
    }

    private static String sessionIn(int partition) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> "s" + n)
                .filter(session -> Partitions.of(Topic.ORDERS, session) == partition)
                .findFirst()
                .orElseThrow();
    }
}
