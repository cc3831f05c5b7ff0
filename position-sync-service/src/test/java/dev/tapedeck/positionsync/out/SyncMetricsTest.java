package dev.tapedeck.positionsync.out;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SyncMetricsTest {
    private static final Symbol BTC = Symbol.of("BTC_USDT");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SyncMetrics metrics = new SyncMetrics(registry);

    @Test
    void timesADifferenceFromTheLastAnswerThatAgreed() {
        metrics.answered();
        metrics.onDurable(event(position(false)));
        metrics.onDurable(event(mismatch()));
        var timer = registry.get("tapedeck.sync.mismatch.detect")
                .tag("kind", "GHOST_POSITION")
                .timer();
        assertEquals(1, timer.count());
    }

    @Test
    void aDifferenceThatWentAwayIsNotTimed() {
        metrics.onDurable(event(position(false)));
        metrics.onDurable(event(position(true)));
        metrics.onDurable(event(mismatch()));
        assertEquals(0, registry.find("tapedeck.sync.mismatch.detect").timers().size());
        assertEquals(1.0, registry.get("tapedeck.sync.mismatches").counter().count());
    }

    private static PositionChanged position(boolean agrees) {
        return new PositionChanged(
                "s1", BTC, Direction.LONG, "probe", Quantity.of(10), null, 1, Usdt.ZERO, Usdt.ZERO, null, agrees);
    }

    private static PositionMismatched mismatch() {
        return new PositionMismatched(
                "s1",
                BTC,
                Direction.LONG,
                MismatchKind.GHOST_POSITION,
                Quantity.of(10),
                Quantity.ZERO,
                "test",
                "test",
                null);
    }

    private static Event<?> event(PositionEvent data) {
        return new Event<>("positions/1", "position-sync", "s1/BTC_USDT/LONG", Instant.EPOCH, 1, null, null, data);
    }
}
