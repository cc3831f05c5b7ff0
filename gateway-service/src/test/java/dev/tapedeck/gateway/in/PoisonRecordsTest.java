package dev.tapedeck.gateway.in;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PoisonRecordsTest {
    private final Exception cause = new IllegalArgumentException("not an event");

    private final List<Long> buried = new ArrayList<>();
    private final PoisonRecords poison = new PoisonRecords((record, why) -> buried.add(record.offset()));

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("signals", 1, offset, new byte[0], new byte[0]);
    }

    private static ConsumerRecord<byte[], byte[]> letter(String service, long offset) {
        var letter = new ConsumerRecord<>("signals.dlq", 0, 7, new byte[0], new byte[0]);
        Map.of("dlq-service", service, "dlq-topic", "signals", "dlq-partition", "1", "dlq-offset", "" + offset)
                .forEach((name, value) -> letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return letter;
    }

    @Test
    void buriesPoisonThatNoEarlierLifeBuried() {
        poison.add(record(3), cause);
        poison.add(record(4), cause);
        poison.seen(letter("gateway", 3));
        assertEquals(List.of(), buried);
        poison.markLettersKnown();
        assertEquals(List.of(4L), buried);
        assertEquals(2, poison.count());
    }

    @Test
    void buriesPoisonAtOnceWhenItKnowsTheLetters() {
        poison.markLettersKnown();
        poison.add(record(5), cause);
        poison.add(record(5), cause);
        assertEquals(List.of(5L), buried);
    }

    @Test
    void countsItsOwnLetterOnceWhenItComesBack() {
        poison.markLettersKnown();
        poison.add(record(5), cause);
        poison.seen(letter("gateway", 5));
        assertEquals(1, poison.count());
    }

    @Test
    void doesNotTakeLettersOfOthersForItsOwn() {
        poison.markLettersKnown();
        poison.seen(letter("risk", 5));
        poison.add(record(5), cause);
        assertEquals(List.of(5L), buried);
    }
}
