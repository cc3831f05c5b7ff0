package dev.tapedeck.contracts.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void dropsTrailingZerosAndExponents() {
        assertEquals(new BigDecimal("1.5"), Decimals.normal(new BigDecimal("1.500"), "size"));
        assertEquals(new BigDecimal("1500"), Decimals.normal(new BigDecimal("1.5E+3"), "size"));
        assertEquals(BigDecimal.ZERO, Decimals.normal(new BigDecimal("0E-10"), "size"));
    }

    @Test
    void takesSixtyDigitsAndNoMore() {
        BigDecimal most = new BigDecimal("0." + "1".repeat(60));
        assertEquals(most, Decimals.normal(most, "size"));
        assertRefused("size must have at most 60 digits, had precision 61 and scale 0", "1".repeat(61));
        assertRefused("size must have at most 60 digits, had precision 1 and scale 61", "1E-61");
        assertRefused("size must have at most 60 digits, had precision 1 and scale -999999999", "1E+999999999");
    }

    @Test
    void namesWhatIsNotANumber() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Decimals.parse("0x10", "size"));
        assertEquals("size must be a decimal number, was '0x10'", refused.getMessage());
    }

    @Test
    void equalNumbersHaveOneNormalForm() {
        long seed = 20_260_115;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            BigDecimal number = new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(-20, 40));
            BigDecimal padded = number.setScale(number.scale() + random.nextInt(1, 10));
            BigDecimal normal = Decimals.normal(number, "size");
            String where = "seed " + seed + ", number " + number;
            assertEquals(normal, Decimals.normal(padded, "size"), where);
            assertEquals(0, normal.compareTo(number), where);
            assertEquals(normal, new BigDecimal(normal.toPlainString()), where);
        }
    }

    private static void assertRefused(String message, String number) {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> Decimals.normal(new BigDecimal(number), "size"));
        assertEquals(message, refused.getMessage());
    }
}
