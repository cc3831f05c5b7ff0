package dev.tapedeck.marketdata.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand;
import dev.tapedeck.marketdata.core.FeedCommand.Source;
import dev.tapedeck.marketdata.core.FeedCommand.TimeSeen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResyncGateTest {
    private static final Symbol PUMP = Symbol.of("PUMP_USDT");
    private static final Symbol OTHER = Symbol.of("OTHER_USDT");

    private final List<FeedCommand> passed = new ArrayList<>();
    private final ResyncGate gate = new ResyncGate(passed::add);

    @Test
    void holdsTheFramesOfOneSymbolInOrderAndNoOthers() {
        gate.hold(PUMP);
        gate.offer(frame(PUMP, 1));
        gate.offer(frame(OTHER, 2));
        gate.offer(frame(PUMP, 3));
        assertEquals(List.of(frame(OTHER, 2)), passed);

        gate.release(PUMP);
        gate.offer(frame(PUMP, 4));

        assertEquals(List.of(frame(OTHER, 2), frame(PUMP, 1), frame(PUMP, 3), frame(PUMP, 4)), passed);
    }

    @Test
    void forgetsTheKeyOfAnEarlierHold() {
        long first = gate.hold(PUMP);
        long second = gate.hold(PUMP);

        assertFalse(gate.holds(PUMP, first));
        assertTrue(gate.holds(PUMP, second));
    }

    @Test
    void letsGoWhenTooManyFramesWait() {
        gate.hold(PUMP);
        for (int i = 0; i < ResyncGate.HELD_MAX; i++) {
            gate.offer(frame(PUMP, i));
        }

        assertEquals(ResyncGate.HELD_MAX, passed.size());
    }

    @Test
    void isReleasedWhenNoSymbolIsHeldAnyMore() {
        assertTrue(gate.allReleased().toCompletableFuture().isDone());
        gate.hold(PUMP);
        gate.hold(OTHER);
        var released = gate.allReleased().toCompletableFuture();
        gate.release(PUMP);
        assertFalse(released.isDone());

        gate.release(OTHER);

        assertTrue(released.isDone());
    }

    private static TimeSeen frame(Symbol symbol, long atMillis) {
        return new TimeSeen(symbol, Source.SOCKET, Instant.ofEpochMilli(atMillis));
    }
}
