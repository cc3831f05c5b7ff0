package dev.tapedeck.positionsync.out;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.positionsync.core.PositionBook;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How well the comparison with the venue works. */
public final class SyncMetrics {
    private final MeterRegistry registry;
    private final Counter answers;
    private final Counter failures;
    private final AtomicLong answeredNanos = new AtomicLong(System.nanoTime());
    /** When the venue answered the time before. */
    private volatile long beforeNanos = System.nanoTime();
    /** For each position whose truths differ: when they last agreed for sure. */
    private final Map<String, Long> agreedNanos = new ConcurrentHashMap<>();

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
        beforeNanos = answeredNanos.getAndSet(System.nanoTime());
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
            case PositionChanged position -> noteAgreement(position);
            case PositionMismatched mismatch -> said(mismatch);
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

    private void noteAgreement(PositionChanged position) {
        String key = PositionBook.key(position);
        if (position.agrees()) {
            agreedNanos.remove(key);
        } else {
            agreedNanos.putIfAbsent(key, beforeNanos);
        }
    }

    private void said(PositionMismatched mismatch) {
        String kind = mismatch.kind().name();
        Counter.builder("tapedeck.sync.mismatches")
                .description("Differences between own and venue truth that were said")
                .tag("kind", kind)
                .register(registry)
                .increment();
        Long agreed = agreedNanos.get(PositionBook.key(mismatch.sessionId(), mismatch.symbol(), mismatch.direction()));
        if (agreed != null) {
            Timer.builder("tapedeck.sync.mismatch.detect")
                    .description(
                            "From the last answer in which both truths agreed to saying a difference: it took no longer to detect")
                    .tag("kind", kind)
                    .register(registry)
                    .record(Duration.ofNanos(System.nanoTime() - agreed));
        }
    }
}
