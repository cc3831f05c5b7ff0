package dev.tapedeck.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TakeoverTest {
    private static final TopicPartition BUSY = new TopicPartition("orders", 0);
    private static final TopicPartition IDLE = new TopicPartition("orders", 1);

    private final Takeover takeover = new Takeover(Map.of(BUSY, 10L, IDLE, 3L));

    @Test
    void isDoneWhenWhatCameAfterTheKillWasProcessed() {
        assertTrue(takeover.isDone(Map.of(BUSY, 11L, IDLE, 3L), Map.of(BUSY, 12L, IDLE, 3L)));
    }

    @Test
    void isNotDoneWhileOnlyWhatCameBeforeWasProcessed() {
        assertFalse(takeover.isDone(Map.of(BUSY, 10L, IDLE, 3L), Map.of(BUSY, 12L, IDLE, 3L)));
    }

    @Test
    void isNotDoneWhileAPartitionHasNoOwner() {
        assertFalse(takeover.isDone(Map.of(BUSY, 11L), Map.of(BUSY, 12L, IDLE, 3L)));
    }

    @Test
    void isNotDoneWhileNothingCameThatCouldProveIt() {
        assertFalse(takeover.isDone(Map.of(BUSY, 10L, IDLE, 3L), Map.of(BUSY, 10L, IDLE, 3L)));
    }
}
