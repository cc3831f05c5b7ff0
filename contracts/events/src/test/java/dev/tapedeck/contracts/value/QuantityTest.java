package dev.tapedeck.contracts.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void equalNumbersAreEqualQuantities() {
        assertEquals(Quantity.of(10), Quantity.of("10.0"));
        assertEquals(Quantity.ZERO, Quantity.of("0.00"));
    }

    @Test
    void mayBeZeroButNotNegative() {
        assertTrue(Quantity.of("0").isZero());
        var refused = assertThrows(IllegalArgumentException.class, () -> Quantity.of("-0.5"));
        assertEquals("quantity must be >= 0, was -0.5", refused.getMessage());
    }

    @Test
    void refusesWhatIsNotANumber() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Quantity.of("ten"));
        assertEquals("quantity must be a decimal number, was 'ten'", refused.getMessage());
    }

    @Test
    void addsAndSubtracts() {
        assertEquals(Quantity.of("2.5"), Quantity.of("1.25").plus(Quantity.of("1.25")));
        assertEquals(Quantity.ZERO, Quantity.of(3).minus(Quantity.of(3)));
        assertThrows(IllegalArgumentException.class, () -> Quantity.of(3).minus(Quantity.of(4)));
    }

    @Test
    void takesTheSmallerOfTwo() {
        assertEquals(Quantity.of(3), Quantity.of(3).min(Quantity.of(4)));
        assertEquals(Quantity.of(3), Quantity.of(4).min(Quantity.of(3)));
    }

    @Test
    void floorsToAStep() {
        assertEquals(Quantity.of("2.4"), Quantity.of("2.59").floorTo(Quantity.of("0.2")));
        assertEquals(Quantity.of("2.6"), Quantity.of("2.6").floorTo(Quantity.of("0.2")));
        assertEquals(Quantity.ZERO, Quantity.of("0.9").floorTo(Quantity.of(1)));
    }

    @Test
    void notionalIsExact() {
        assertEquals(
                Usdt.of("0.000000000000000000000121932631112635269"),
                Quantity.of("0.000000000123456789")
                        .notional(new BigDecimal("0.001"), Price.of("0.000000000987654321")));
        assertEquals(Usdt.of("199.96221"), Quantity.of(2478).notional(new BigDecimal("0.0001"), Price.of("806.95")));
    }
}
