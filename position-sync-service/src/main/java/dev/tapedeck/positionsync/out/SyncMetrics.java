package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How well the comparison with the venue works. */
public final class SyncMetrics {
    private final MeterRegistry registry;
    private final Counter answers;
    private final Counter failures;
    private final AtomicLong answeredNanos = new AtomicLong(System.nanoTime());

    public SyncMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.answers = Counter.builder("tapedeck.sync.answers")
                .description("Answers of the venue about positions")
                .tag("outcome", "usable")
                .register(registry);
        this.failures = Counter.builder("tapedeck.sync.answers")
                .description("Answers of the venue about positions")
                .tag("outcome", "failed")
                .register(registry);
        TimeGauge.builder(
                        "tapedeck.sync.answer.age",
                        answeredNanos,
                        TimeUnit.NANOSECONDS,
                        then -> System.nanoTime() - then.get())
                .description("Time since the venue last said what it holds, or since the start")
                .register(registry);
    }

    void answered() {
        answers.increment();
        answeredNanos.set(System.nanoTime());
    }

    void failed() {
        failures.increment();
    }

    /** Nothing was to be asked, so nothing is late. */
    void idle() {
        answeredNanos.set(System.nanoTime());
    }

    void onDurable(Event<?> event) {
        switch (event.data()) {
            case PositionMismatched mismatch ->
                Counter.builder("tapedeck.sync.mismatches")
                        .description("Differences between own and venue truth that were said")
                        .tag("kind", mismatch.kind().name())
                        .register(registry)
                        .increment();
            case PositionMismatchResolved resolved ->
                Timer.builder("tapedeck.sync.mismatch.repair")
                        .description("From saying a difference to both truths agreeing")
                        .tag("kind", resolved.kind().name())
                        .register(registry)
                        .record(Duration.ofMillis(resolved.openMillis()));
            default -> {
                // Not measured.
            }
        }
    }
}
