package dev.tapedeck.local.session;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.supervise.StackState.Lockstep;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Moves the tape one moment at a time, each time after the pipeline has drained: the stages that the venue speaks to have nothing of it left, and then every stage is
 * idle at the end of all its inputs. So the order in which events meet does not depend on the speed of the machine.
 *
 * <p>A stage is asked only when it has something to do, and answers when that is done: what the machine can do goes to the pipeline and not to questions.
 */
public final class LockstepDriver {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(2);

    private final Pipeline pipeline;
    private final LongSupplier nanoClock;
    private final Map<String, Progress> known = new TreeMap<>();

    LockstepDriver(Pipeline pipeline, LongSupplier nanoClock) {
        this.pipeline = pipeline;
        this.nanoClock = nanoClock;
    }

    /**
     * Plays the whole tape of a running stack.
     *
     * @param onProgress told every two seconds and at the end
     * @throws StackFailure when a stage makes no progress for 30 seconds; the message names the stage and the partition
     */
    public static void run(Layout layout, Consumer<Lockstep> onProgress) {
        try (var log = new LogReader(layout.bootstrapServers())) {
            new LockstepDriver(new RunningPipeline(layout, log), System::nanoTime).run(onProgress);
        }
    }

    void run(Consumer<Lockstep> onProgress) {
        long beganNanos = nanoClock.getAsLong();
        long reportedNanos = beganNanos;
        long steps = 0;
        boolean goesOn = true;
        ask(pipeline.stages(), Map.of());
        awaitDrained();
        while (goesOn) {
            goesOn = pipeline.step();
            awaitDrained();
            steps++;
            long nowNanos = nanoClock.getAsLong();
            if (nowNanos - reportedNanos > REPORT_EVERY.toNanos()) {
                reportedNanos = nowNanos;
                onProgress.accept(new Lockstep("RUNNING", steps, rate(steps, nowNanos - beganNanos), null));
            }
        }
        onProgress.accept(new Lockstep("DONE", steps, rate(steps, nanoClock.getAsLong() - beganNanos), null));
    }

    private static double rate(long steps, long nanos) {
        return nanos == 0 ? 0 : Math.round(steps * 1e10 / nanos) / 10.0;
    }

    private void awaitDrained() {
        ask(pipeline.venueListeners(), Map.of());
        long changedNanos = nanoClock.getAsLong();
        Map<TopicPartition, Long> ends = ends();
        Set<String> behind = behind(ends);
        while (!behind.isEmpty()) {
            boolean moved = ask(behind, ends);
            long nowNanos = nanoClock.getAsLong();
            if (moved) {
                changedNanos = nowNanos;
            } else if (nowNanos - changedNanos > STUCK_AFTER.toNanos()) {
                throw new StackFailure("the pipeline must drain between two steps, made no progress for "
                        + STUCK_AFTER.toSeconds() + " s: " + whatIsLeft(ends));
            }
            ends = ends();
            behind = behind(ends);
        }
    }

    /** Asks these stages to reach the ends and returns whether one of them has moved since it was asked last. */
    private boolean ask(Set<String> stages, Map<TopicPartition, Long> ends) {
        var reached = new TreeMap<String, Map<TopicPartition, Long>>();
        stages.forEach(stage -> reached.put(stage, inputEnds(stage, ends)));
        boolean moved = false;
        for (Progress progress : pipeline.await(reached)) {
            moved |= !progress.equals(known.put(progress.stage(), progress));
        }
        return moved;
    }

    private Map<TopicPartition, Long> inputEnds(String stage, Map<TopicPartition, Long> ends) {
        var wanted = new HashMap<>(ends);
        Progress progress = known.get(stage);
        wanted.keySet()
                .retainAll(progress == null ? Set.of() : progress.positions().keySet());
        return wanted;
    }

    /** Read after what is known of the stages, so that a stage at the end has nothing before it. */
    private Map<TopicPartition, Long> ends() {
        Set<TopicPartition> partitions = new HashSet<>();
        known.values()
                .forEach(progress -> partitions.addAll(progress.positions().keySet()));
        return pipeline.ends(partitions);
    }

    private Set<String> behind(Map<TopicPartition, Long> ends) {
        return known.values().stream()
                .filter(progress -> progress.whatIsLeft(ends).isPresent())
                .map(Progress::stage)
                .collect(Collectors.toSet());
    }

    private String whatIsLeft(Map<TopicPartition, Long> ends) {
        return known.values().stream()
                .map(progress -> progress.whatIsLeft(ends))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }
}
