package dev.tapedeck.contracts.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class UsdtTest {
    @Test
    void equalNumbersAreEqualAmounts() {
        assertEquals(Usdt.of(1000), Usdt.of("1000.00"));
        assertEquals(Usdt.ZERO, Usdt.of("-0.0"));
        assertEquals("1000", Usdt.of("1E+3").toString());
    }

    @Test
    void mayBeNegative() {
        assertTrue(Usdt.of("-0.01").isNegative());
        assertFalse(Usdt.ZERO.isNegative());
        assertEquals(Usdt.of("0.01"), Usdt.of("-0.01").negated());
    }

    @Test
    void refusesWhatIsNotANumber() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Usdt.of("1,000"));
        assertEquals("amount must be a decimal number, was '1,000'", refused.getMessage());
    }

    @Test
    void addsSubtractsAndMultipliesExactly() {
        assertEquals(Usdt.of("0.3"), Usdt.of("0.1").plus(Usdt.of("0.2")));
        assertEquals(Usdt.of("-0.1"), Usdt.of("0.1").minus(Usdt.of("0.2")));
        assertEquals(Usdt.of("0.076408472"), Usdt.of("191.02118").times(new BigDecimal("0.0004")));
    }

    @Test
    void takesTenThousandthsExactly() {
        assertEquals(Usdt.of("50"), Usdt.of(1000).bps(500));
        assertEquals(Usdt.of("0.000000012345"), Usdt.of("0.00012345").bps(1));
    }

    @Test
    void dividesAwayFromZeroAtEightDecimals() {
        assertEquals(Usdt.of("33.33333334"), Usdt.of(100).dividedUp(new BigDecimal(3)));
        assertEquals(Usdt.of("50"), Usdt.of(100).dividedUp(new BigDecimal(2)));
        assertEquals(Usdt.of("-33.33333334"), Usdt.of(-100).dividedUp(new BigDecimal(3)));
    }

    @Test
    void ordersByNumber() {
        assertTrue(Usdt.of("-10").compareTo(Usdt.of("9.5")) < 0);
        assertEquals(0, Usdt.of("9.5").compareTo(Usdt.of("9.50")));
    }
}
