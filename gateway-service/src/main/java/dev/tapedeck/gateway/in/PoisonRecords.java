package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.topic.Service;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes each record that cannot be read a dead letter once. The gateway reads the whole log at every start and so meets old poison again; it therefore
 * reads the dead letter topics too, and decides only when it knows them. Used by one thread, save {@link #count()}.
 */
final class PoisonRecords {
    /** More poison than this is an attack or a broken release; the newest of it is then buried once more at each start. */
    private static final int REMEMBERED_MAX = 10_000;

    private record Place(String topic, String partition, String offset) {}

    private record Poison(ConsumerRecord<byte[], byte[]> record, Exception cause) {}

    private final BiConsumer<ConsumerRecord<byte[], byte[]>, Exception> deadLetters;
    private final Set<Place> buried = new HashSet<>();
    private final Queue<Poison> undecided = new ArrayDeque<>();
    private final AtomicLong count = new AtomicLong();
    private boolean knowsLetters;

    PoisonRecords(BiConsumer<ConsumerRecord<byte[], byte[]>, Exception> deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** Takes note of a record of a dead letter topic. */
    void seen(ConsumerRecord<byte[], byte[]> letter) {
        if (Service.GATEWAY.id().equals(header(letter, "dlq-service"))) {
            remember(new Place(
                    String.valueOf(header(letter, "dlq-topic")),
                    String.valueOf(header(letter, "dlq-partition")),
                    String.valueOf(header(letter, "dlq-offset"))));
        }
    }

    void add(ConsumerRecord<byte[], byte[]> record, Exception cause) {
        if (knowsLetters) {
            bury(new Poison(record, cause));
        } else if (undecided.size() < REMEMBERED_MAX) {
            undecided.add(new Poison(record, cause));
        }
    }

    /** All dead letters of earlier lives were seen. */
    void markLettersKnown() {
        knowsLetters = true;
        undecided.forEach(this::bury);
        undecided.clear();
    }

    /** Returns how many records of the log this service could not read. */
    long count() {
        return count.get();
    }

    private void bury(Poison poison) {
        ConsumerRecord<byte[], byte[]> record = poison.record;
        if (remember(new Place(record.topic(), Integer.toString(record.partition()), Long.toString(record.offset())))) {
            deadLetters.accept(record, poison.cause);
        }
    }

    private boolean remember(Place place) {
        if (buried.size() < REMEMBERED_MAX && !buried.add(place)) {
            return false;
        }
        count.incrementAndGet();
        return true;
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
