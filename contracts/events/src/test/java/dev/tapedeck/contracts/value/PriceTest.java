package dev.tapedeck.contracts.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class PriceTest {
    private static final Price CENT = Price.of("0.01");

    @Test
    void equalNumbersAreEqualPrices() {
        assertEquals(Price.of("100"), Price.of("100.00"));
        assertEquals(Price.of("100").hashCode(), Price.of("1E+2").hashCode());
        assertEquals("100", Price.of("1E+2").toString());
    }

    @Test
    void refusesWhatIsNotAboveZero() {
        assertRefused("price must be > 0, was 0", "0.00");
        assertRefused("price must be > 0, was -1", "-1");
    }

    @Test
    void refusesWhatIsNotANumber() {
        assertRefused("price must be a decimal number, was 'abc'", "abc");
        assertRefused("price must be a decimal number, was ''", "");
    }

    @Test
    void movesUpAndDown() {
        assertEquals(Price.of("101"), Price.of("100").movedByBps(100, CENT, RoundingMode.HALF_UP));
        assertEquals(Price.of("99.5"), Price.of("100").movedByBps(-50, CENT, RoundingMode.HALF_UP));
        assertEquals(Price.of("100"), Price.of("100").movedByBps(0, CENT, RoundingMode.HALF_UP));
    }

    @Test
    void roundsAMovedPriceToATickAsAsked() {
        Price price = Price.of("806.95");
        assertEquals(Price.of("810.98"), price.movedByBps(50, CENT, RoundingMode.FLOOR)); // 810.98475
        assertEquals(Price.of("810.99"), price.movedByBps(50, CENT, RoundingMode.CEILING));
        assertEquals(Price.of("811"), price.movedByBps(50, Price.of("0.5"), RoundingMode.HALF_UP));
    }

    @Test
    void neverMovesBelowOneTick() {
        assertEquals(CENT, Price.of("0.02").movedByBps(-10_000, CENT, RoundingMode.FLOOR));
        assertEquals(CENT, Price.of("0.02").movedByBps(-20_000, CENT, RoundingMode.FLOOR));
    }

    @Test
    void measuresHowFarItLiesAboveAnother() {
        assertEquals(new BigDecimal("100.0000"), Price.of("101").bpsAbove(Price.of("100")));
        assertEquals(new BigDecimal("-3333.3333"), Price.of("2").bpsAbove(Price.of("3")));
        assertEquals(0, Price.of("2").bpsAbove(Price.of("2.0")).signum());
    }

    @Test
    void ordersByNumber() {
        assertTrue(Price.of("9.5").compareTo(Price.of("10")) < 0);
    }

    private static void assertRefused(String message, String text) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Price.of(text))
                        .getMessage());
    }
}
