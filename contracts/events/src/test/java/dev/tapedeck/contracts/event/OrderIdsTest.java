package dev.tapedeck.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderIdsTest {
    private static final String SIGNAL = "signals/s-20260115T090000-1/pump-rider/ARB_USDT/1768469460250/Z1";

    @Test
    void isTheSameForEverForTheSameSignal() {
        // Orders at the venue carry ids that were made by this rule, so it may never change.
        assertEquals("td6f90cd029d5b2084e83e763940c53e", OrderIds.forSignal(SIGNAL));
    }

    @Test
    void isAsLongAsTheVenueTakes() {
        for (String signal : new String[] {"", SIGNAL, SIGNAL.repeat(100), "ż"}) {
            assertTrue(OrderIds.forSignal(signal).matches("td[0-9a-f]{30}"), signal);
        }
    }

    @Test
    void differsBetweenSignals() {
        var ids = new HashSet<String>();
        IntStream.range(0, 10_000).forEach(i -> ids.add(OrderIds.forSignal(SIGNAL + "/" + i)));
        assertEquals(10_000, ids.size());
    }

    @Test
    void knowsItsOwnAndNobodyElses() {
        assertTrue(OrderIds.isOurs(OrderIds.forSignal("signals/s1/1")));
        assertFalse(OrderIds.isOurs("web_1"));
        assertFalse(OrderIds.isOurs(""));
        assertFalse(OrderIds.isOurs(null));
    }
}
