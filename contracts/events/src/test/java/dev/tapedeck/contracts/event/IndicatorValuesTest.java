package dev.tapedeck.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IndicatorValuesTest {
    private static final List<String> NAMES = List.of("ema_9_60", "rsi_14_60", "spread_bps", "twpa_300_0");

    @Test
    void isTheMapOfTheNumbersThatAreThere() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            var numbers = new double[NAMES.size()];
            var expected = new TreeMap<String, Double>();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = random.nextBoolean() ? random.nextDouble() : Double.NaN;
                if (!Double.isNaN(numbers[i])) {
                    expected.put(NAMES.get(i), numbers[i]);
                }
            }
            IndicatorValues values = IndicatorValues.of(NAMES, numbers);
            assertEquals(expected, values, () -> "seed " + seed);
            assertEquals(values, IndicatorValues.copyOf(expected), () -> "seed " + seed);
            assertEquals(new ArrayList<>(expected.keySet()), new ArrayList<>(values.keySet()), () -> "seed " + seed);
            assertEquals(expected.hashCode(), values.hashCode(), () -> "seed " + seed);
            NAMES.forEach(name -> assertEquals(expected.get(name), values.get(name), () -> "seed " + seed));
        }
    }

    @Test
    void hasNoNumberForANameThatIsNotThere() {
        IndicatorValues values = IndicatorValues.of(NAMES, 1, Double.NaN, 2, 3);
        assertTrue(Double.isNaN(values.value("rsi_14_60")));
        assertTrue(Double.isNaN(values.value("vwap_10")));
        assertNull(values.get("vwap_10"));
        assertEquals(3, values.size());
    }

    @Test
    void doesNotChangeWithTheNumbersItWasMadeOf() {
        double[] numbers = {1, 2, 3, 4};
        IndicatorValues values = IndicatorValues.of(NAMES, numbers);
        numbers[0] = 5;
        assertEquals(1, values.value("ema_9_60"));
        assertThrows(UnsupportedOperationException.class, () -> values.put("ema_9_60", 5.0));
        assertThrows(UnsupportedOperationException.class, values::clear);
    }

    @Test
    void endsWithItsLastEntry() {
        var entries = IndicatorValues.of(NAMES, 1, Double.NaN, Double.NaN, Double.NaN)
                .entrySet()
                .iterator();
        assertEquals(Map.entry("ema_9_60", 1.0), entries.next());
        assertThrows(NoSuchElementException.class, entries::next);
    }

    @Test
    void refusesWhatIsInfiniteAndWhatHasNoName() {
        assertThrows(
                IllegalArgumentException.class, () -> IndicatorValues.of(NAMES, 1, 2, 3, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> IndicatorValues.of(NAMES, 1, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> IndicatorValues.copyOf(Map.of("ema_9_60", Double.NaN)));
    }
}
