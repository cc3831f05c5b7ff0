package dev.tapedeck.local.session;

import dev.tapedeck.local.Layout;
import dev.tapedeck.local.StackFailure;
import dev.tapedeck.local.log.LogReader;
import dev.tapedeck.local.supervise.StackState.Lockstep;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Moves the tape one moment at a time, each time after the pipeline has drained: two rounds in a row in which every stage was idle and at the
 * end of all its inputs, with the same ends. So the order in which events meet does not depend on the speed of the machine.
 */
public final class LockstepDriver {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(2);
    private static final int EAGER_ROUNDS = 50;

    private final Pipeline pipeline;
    private final LongSupplier nanoClock;

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
        Round settled = null;
        Round before = null;
        long changedNanos = nanoClock.getAsLong();
        for (int rounds = 0; ; rounds++) {
            Round round = look();
            if (round.left().isEmpty() && round.equals(settled)) {
                return;
            }
            settled = round.left().isEmpty() ? round : null;
            long nowNanos = nanoClock.getAsLong();
            if (!round.equals(before)) {
                changedNanos = nowNanos;
            } else if (nowNanos - changedNanos > STUCK_AFTER.toNanos()) {
                throw new StackFailure("the pipeline must drain between two steps, made no progress for "
                        + STUCK_AFTER.toSeconds() + " s: " + round.left().orElse("it keeps changing"));
            }
            before = round;
            if (rounds > EAGER_ROUNDS) {
                pause();
            }
        }
    }

    private Round look() {
        List<Progress> stages = pipeline.progress();
        Set<TopicPartition> partitions = new HashSet<>();
        stages.forEach(stage -> partitions.addAll(stage.positions().keySet()));
        Map<TopicPartition, Long> ends = pipeline.ends(partitions);
        Optional<String> left = stages.stream()
                .map(stage -> stage.whatIsLeft(ends))
                .flatMap(Optional::stream)
                .findFirst();
        return new Round(stages, ends, left);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while the pipeline drained", interrupted);
        }
    }

    /** One look at everything: stages first, ends after, so that a stage at the end has nothing before it. */
    private record Round(List<Progress> stages, Map<TopicPartition, Long> ends, Optional<String> left) {}
}
