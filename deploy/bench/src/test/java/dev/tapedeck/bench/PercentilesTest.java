package dev.tapedeck.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void takesTheNearestRank() {
        Percentiles hundred = Percentiles.of(
                LongStream.rangeClosed(1, 100).map(n -> n * 1_000).boxed().toList());
        assertEquals(50.0, hundred.millis(50));
        assertEquals(99.0, hundred.millis(99));
    }

    @Test
    void takesTheOnlyOne() {
        assertEquals(0.007, Percentiles.of(List.of(7L)).millis(99));
    }

    @Test
    void refusesToSayAnythingOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> Percentiles.of(List.of()));
    }
}
