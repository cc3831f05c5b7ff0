package dev.tapedeck.positionsync.in;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderRatesTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private final OrderRates rates = new OrderRates();

    @Test
    void countsTheOrdersOfASessionInTheMinuteThatEndsWithTheLast() {
        assertEquals(1, rates.note("s1", "td1", T0, 10));
        assertEquals(1, rates.note("s2", "td2", T0, 10));
        assertEquals(2, rates.note("s1", "td3", T0.plusSeconds(59), 10));
        assertEquals(2, rates.note("s1", "td4", T0.plusSeconds(60), 10));
    }

    @Test
    void countsAnOrderOnceHoweverOftenItIsRead() {
        rates.note("s1", "td1", T0, 10);
        assertEquals(1, rates.note("s1", "td1", T0.plusSeconds(5), 10));
    }

    @Test
    void beginsAnewOnceTheLimitIsPassed() {
        rates.note("s1", "td1", T0, 2);
        rates.note("s1", "td2", T0, 2);
        assertEquals(3, rates.note("s1", "td3", T0, 2));
        assertEquals(1, rates.note("s1", "td4", T0, 2));
    }
}
