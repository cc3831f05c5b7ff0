package dev.tapedeck.local.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.StackState.Lockstep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LockstepDriverTest {
    private static final TopicPartition TICKS = new TopicPartition("ticks", 0);

    private final List<Lockstep> reports = new ArrayList<>();
    private long nowNanos;

    @Test
    void stepsOnlyWhenTwoLooksSawTheSameDrainedPipeline() {
        var pipeline = new SlowPipeline(3, 4);

        driver(pipeline).run(reports::add);

        assertEquals(3, pipeline.end);
        assertTrue(
                pipeline.looksAtTheEndBeforeStep.stream().allMatch(looks -> looks >= 2),
                () -> "two looks must have seen the end before each step, were " + pipeline.looksAtTheEndBeforeStep);
        assertEquals("DONE", reports.getLast().state());
        assertEquals(3, reports.getLast().steps());
    }

    @Test
    void namesTheStageAndPartitionThatIsStuck() {
        var pipeline = new SlowPipeline(1, Integer.MAX_VALUE);

        var failure = assertThrows(StackFailure.class, () -> driver(pipeline).run(reports::add));

        assertTrue(failure.toString().contains("stage indicator is at 0 of 1 on ticks-0"), failure.toString());
    }

    private LockstepDriver driver(Pipeline pipeline) {
        return new LockstepDriver(
                pipeline, () -> nowNanos += Duration.ofMillis(500).toNanos());
    }

    /** One stage that reaches the end of its input some looks after each step. */
    private static final class SlowPipeline implements Pipeline {
        private final int steps;
        private final int looksNeeded;
        private final List<Integer> looksAtTheEndBeforeStep = new ArrayList<>();
        private long end;
        private int looks;

        SlowPipeline(int steps, int looksNeeded) {
            this.steps = steps;
            this.looksNeeded = looksNeeded;
            this.looks = looksNeeded;
        }

        @Override
        public boolean step() {
            looksAtTheEndBeforeStep.add(looks - looksNeeded);
            looks = 0;
            end++;
            return end < steps;
        }

        @Override
        public List<Progress> progress() {
            if (end > 0 || looksNeeded < Integer.MAX_VALUE) {
                looks++;
            }
            boolean reached = end == 0 || looks > looksNeeded;
            return List.of(new Progress("indicator", Map.of(TICKS, reached ? end : end - 1), true));
        }

        @Override
        public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
            return Map.of(TICKS, end);
        }
    }
}
