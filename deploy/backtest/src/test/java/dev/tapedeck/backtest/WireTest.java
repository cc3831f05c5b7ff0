package dev.tapedeck.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void noMessageOvertakesTheOneBefore() {
        for (int round = 0; round < 100; round++) {
            long seed = 300L + round;
            var random = new SplittableRandom(seed);
            var time = new VirtualTime(0);
            var wire = new Wire(time, () -> 50L + random.nextInt(26));
            var arrived = new ArrayList<Integer>();
            for (int message = 0; message < 50; message++) {
                int number = message;
                wire.send(() -> arrived.add(number));
                time.moveTo(time.millis() + random.nextInt(20));
                time.settle();
            }
            time.moveTo(time.millis() + 1_000);
            time.settle();
            assertEquals(IntStream.range(0, 50).boxed().toList(), arrived, "seed " + seed);
        }
    }

    @Test
    void aMessageTakesItsLatency() {
        var time = new VirtualTime(100);
        List<Long> arrived = new ArrayList<>();
        new Wire(time, () -> 50).send(() -> arrived.add(time.millis()));

        time.moveTo(149);
        time.settle();
        assertTrue(arrived.isEmpty());
        time.moveTo(150);
        time.settle();
        assertEquals(List.of(150L), arrived);
    }
}
