package dev.tapedeck.local.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.local.StackFailure;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final TopicPartition FEED_STATUS = new TopicPartition("feed-status", 0);

    @Test
    void readsWhatAStageSays() throws JsonProcessingException {
        Progress progress = progress("{\"stage\":\"strategy\",\"positions\":{\"feed-status-0\":7},\"idle\":true}");

        assertEquals(new Progress("strategy", Map.of(FEED_STATUS, 7L), true), progress);
        assertEquals(Optional.empty(), progress.whatIsLeft(Map.of(FEED_STATUS, 7L)));
        assertEquals(
                Optional.of("stage strategy is at 7 of 9 on feed-status-0"),
                progress.whatIsLeft(Map.of(FEED_STATUS, 9L)));
    }

    @Test
    void isNotDrainedWhileSomethingIsUnderWay() throws JsonProcessingException {
        Progress progress = progress("{\"stage\":\"order\",\"positions\":{},\"idle\":false}");

        assertEquals(Optional.of("stage order is not idle"), progress.whatIsLeft(Map.of()));
    }

    @Test
    void refusesAPositionWithoutAPartition() {
        assertThrows(StackFailure.class, () -> progress("{\"stage\":\"order\",\"positions\":{\"ticks\":1}}"));
    }

    private static Progress progress(String json) throws JsonProcessingException {
        return Progress.of(Json.MAPPER.readTree(json));
    }
}
