package dev.tapedeck.local.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.supervise.StackState.Lockstep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LockstepDriverTest {
    private static final TopicPartition TICKS = new TopicPartition("ticks", 0);
    private static final TopicPartition SIGNALS = new TopicPartition("signals", 0);
    private static final TopicPartition FILLS = new TopicPartition("fills", 0);

    private final List<Lockstep> reports = new ArrayList<>();
    private long nowNanos;

    @Test
    void stepsOnlyWhenEveryStageIsAtTheEndOfItsInputs() {
        var pipeline = new ChainedPipeline(3, 1);

        driver(pipeline).run(reports::add);

        assertEquals(3, pipeline.steps);
        assertEquals(List.of(), pipeline.leftBehindAtStep);
        assertEquals("DONE", reports.getLast().state());
        assertEquals(3, reports.getLast().steps());
    }

    @Test
    void waitsForTheStagesThatAnAnswerOfTheVenueSetsToWorkAgain() {
        var pipeline = new ChainedPipeline(1, 1);

        driver(pipeline).run(reports::add);

        assertEquals(Map.of(TICKS, 1L, SIGNALS, 1L, FILLS, 1L), pipeline.ends);
        assertEquals(1, pipeline.position("strategy", FILLS));
    }

    @Test
    void doesNotAskAStageThatHasNothingToDo() {
        var pipeline = new ChainedPipeline(4, Integer.MAX_VALUE);

        driver(pipeline).run(reports::add);

        assertEquals(1, pipeline.asked("sync"), "only before the first step");
        assertTrue(pipeline.asked("strategy") > 4, () -> "once a step and before, was " + pipeline.asked);
    }

    @Test
    void namesTheStageAndPartitionThatIsStuck() {
        var pipeline = new ChainedPipeline(1, 1);
        pipeline.stuck = "strategy";

        var failure = assertThrows(StackFailure.class, () -> driver(pipeline).run(reports::add));

        assertTrue(failure.toString().contains("stage strategy is at 0 of 1 on ticks-0"), failure.toString());
    }

    private LockstepDriver driver(Pipeline pipeline) {
        return new LockstepDriver(
                pipeline, () -> nowNanos += Duration.ofMillis(500).toNanos());
    }

    /** Ticks lead to signals, signals to fills, and a strategy hears of its fills. A stage that is asked does one record and answers. */
    private static final class ChainedPipeline implements Pipeline {
        private static final Map<String, List<TopicPartition>> INPUTS = Map.of(
                "feed",
                List.of(),
                "strategy",
                List.of(TICKS, FILLS),
                "order",
                List.of(SIGNALS),
                "sync",
                List.of(FILLS));

        private final int stepsOfTape;
        private final int ticksPerSignal;
        private final Map<TopicPartition, Long> ends = new HashMap<>();
        private final Map<String, Long> positions = new TreeMap<>();
        private final Map<String, Integer> asked = new TreeMap<>();
        private final List<String> leftBehindAtStep = new ArrayList<>();
        private String stuck = "";
        private int steps;

        ChainedPipeline(int stepsOfTape, int ticksPerSignal) {
            this.stepsOfTape = stepsOfTape;
            this.ticksPerSignal = ticksPerSignal;
        }

        int asked(String stage) {
            return asked.getOrDefault(stage, 0);
        }

        long position(String stage, TopicPartition input) {
            return positions.getOrDefault(stage + " on " + input, 0L);
        }

        private long end(TopicPartition partition) {
            return ends.getOrDefault(partition, 0L);
        }

        private static List<TopicPartition> inputs(String stage) {
            return INPUTS.getOrDefault(stage, List.of());
        }

        private Stream<TopicPartition> behind(String stage) {
            return inputs(stage).stream().filter(input -> position(stage, input) < end(input));
        }

        @Override
        public boolean step() {
            INPUTS.keySet().forEach(stage -> behind(stage).forEach(input -> leftBehindAtStep.add(stage + " " + input)));
            append(TICKS);
            return ++steps < stepsOfTape;
        }

        @Override
        public Set<String> stages() {
            return INPUTS.keySet();
        }

        @Override
        public Set<String> venueListeners() {
            return Set.of("feed");
        }

        @Override
        public List<Progress> await(Map<String, Map<TopicPartition, Long>> reached) {
            return reached.keySet().stream().map(this::ask).toList();
        }

        private Progress ask(String stage) {
            asked.merge(stage, 1, Integer::sum);
            if (!stage.equals(stuck)) {
                behind(stage).findFirst().ifPresent(input -> take(stage, input));
            }
            var reached = new HashMap<TopicPartition, Long>();
            inputs(stage).forEach(input -> reached.put(input, position(stage, input)));
            return new Progress(stage, reached, true);
        }

        private void take(String stage, TopicPartition input) {
            positions.merge(stage + " on " + input, 1L, Long::sum);
            if (input.equals(TICKS) && position(stage, TICKS) % ticksPerSignal == 0) {
                append(SIGNALS);
            } else if (input.equals(SIGNALS)) {
                append(FILLS);
            }
        }

        private void append(TopicPartition partition) {
            ends.merge(partition, 1L, Long::sum);
        }

        @Override
        public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
            return partitions.stream().collect(Collectors.toMap(partition -> partition, this::end));
        }
    }
}
