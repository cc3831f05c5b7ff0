package dev.tapedeck.kit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LateRowsTest {
    private static final TopicPartition CAUSES = new TopicPartition("fills", 0);

    private final LateRows rows = new LateRows();
    private long offset;

    @Test
    void aRowWaitsUntilWhatWasThereWhenItCameIsTaken() {
        add("a", 5);
        assertEquals(List.of(), due(4));
        assertEquals(List.of("a 0"), due(5));
        assertEquals(List.of(), due(5));
    }

    @Test
    void rowsKeepTheirOrderAlsoWhenALaterOneNeedNotWait() {
        add("a", 5);
        add("b", 0);
        assertEquals(List.of(), due(0));
        assertEquals(List.of("a 0", "b 1"), due(5));
    }

    @Test
    void ofAKeyOnlyTheNewestRowWaitsInThePlaceOfTheNewest() {
        add("a", 1);
        add("b", 2);
        add("a", 3);
        assertEquals(2, rows.size());
        assertEquals(List.of("b 1"), due(2));
        assertEquals(List.of("a 2"), due(3));
    }

    private void add(String key, long after) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        rows.add(new ConsumerRecord<>("positions", 0, offset++, bytes, bytes), Map.of(CAUSES, after));
    }

    private List<String> due(long taken) {
        return rows.due(ignored -> taken).stream()
                .map(row -> new String(row.key(), StandardCharsets.UTF_8) + " " + row.offset())
                .toList();
    }
}
