package dev.tapedeck.indicator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlidingMomentsTest {
    @Test
    void agreesWithTheDefinitionOverTheLastNumbers() {
        for (int seed = 1; seed <= 30; seed++) {
            var random = new SplittableRandom(seed);
            double[] numbers = random.doubles(200, 0, 10).toArray();
            var moments = new SlidingMoments(seed);
            for (int i = 0; i < numbers.length; i++) {
                moments.add(numbers[i]);
                if (i + 1 >= seed) {
                    assertAgrees("seed " + seed + ", number " + i, moments, numbers, i + 1 - seed, i + 1);
                }
            }
        }
    }

    private static void assertAgrees(String where, SlidingMoments moments, double[] numbers, int from, int to) {
        double[] window = Arrays.copyOfRange(numbers, from, to);
        double mean = Arrays.stream(window).average().orElseThrow();
        double squares = Arrays.stream(window)
                .map(number -> (number - mean) * (number - mean))
                .sum();
        assertEquals(mean, moments.mean(), 1e-12, where);
        assertEquals(squares, moments.squares(), 1e-10, where);
    }

    @Test
    void aWindowThatIsNotFullHasNoValue() {
        var moments = new SlidingMoments(3);
        moments.add(1);
        moments.add(2);
        assertTrue(Double.isNaN(moments.mean()) && Double.isNaN(moments.squares()));
        moments.add(3);
        assertEquals(2, moments.mean());
    }

    @Test
    void equalNumbersDoNotDeviateAtAllWhateverCameBefore() {
        var moments = new SlidingMoments(7);
        moments.add(1e9);
        for (int i = 0; i < 7; i++) {
            moments.add(0.1);
        }
        for (int i = 0; i < 20; i++) {
            moments.add(0.1);
            assertEquals(0.1, moments.mean());
            assertEquals(0, moments.squares());
        }
    }

    @Test
    void seesSmallDeviationsOfLargeNumbers() {
        var moments = new SlidingMoments(4);
        for (int i = 0; i < 41; i++) {
            moments.add(i % 2 == 0 ? 1e9 : 1e9 + 1);
        }
        assertEquals(1, moments.squares(), 1e-6);
    }
}
