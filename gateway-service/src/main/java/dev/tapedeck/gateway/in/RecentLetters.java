package dev.tapedeck.gateway.in;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The dead letters of all services, as far as their topics were read; the first read are forgotten first. Safe for use by many threads. */
public final class RecentLetters {
    private static final int KEPT_MAX = 1_000;

    private final ArrayDeque<Letter> kept = new ArrayDeque<>();
    private long count;

    /**
     * A record that a service could not read, and where it was.
     *
     * @param topic that it came from
     * @param time when it was buried
     */
    public record Letter(
            String topic,
            @Nullable String partition,
            @Nullable String offset,
            @Nullable String service,
            @Nullable String cause,
            Instant time) {}

    /**
     * The newest letters.
     *
     * @param count of all that are in the dead letter topics
     * @param letters newest first
     */
    public record Letters(long count, List<Letter> letters) {}

    synchronized void add(ConsumerRecord<byte[], byte[]> record) {
        String topic =
                Optional.ofNullable(PoisonRecords.header(record, "dlq-topic")).orElse(record.topic());
        kept.addLast(new Letter(
                topic,
                PoisonRecords.header(record, "dlq-partition"),
                PoisonRecords.header(record, "dlq-offset"),
                PoisonRecords.header(record, "dlq-service"),
                PoisonRecords.header(record, "dlq-cause"),
                Instant.ofEpochMilli(record.timestamp())));
        count++;
        if (kept.size() > KEPT_MAX) {
            kept.removeFirst();
        }
    }

    synchronized Letters newest(int limit) {
        return new Letters(
                count,
                kept.stream()
                        .sorted(Comparator.comparing(Letter::time).reversed())
                        .limit(limit)
                        .toList());
    }
}
