package dev.tapedeck.contracts.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolTest {
    @Test
    void takesTheVenuesNames() {
        for (String name : List.of("BTC_USDT", "1000PEPE_USDT", "ETH-PERP", "A", "X".repeat(40))) {
            assertEquals(name, Symbol.of(name).toString());
        }
    }

    @Test
    void refusesEveryOtherName() {
        for (String name : List.of("", "btc_usdt", "_BTC", "-BTC", "BTC USDT", "BTC/USDT", "BTC\n", "X".repeat(41))) {
            assertThrows(IllegalArgumentException.class, () -> Symbol.of(name), name);
        }
    }

    @Test
    void saysWhatItRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Symbol.of("btc"));
        assertEquals("symbol must match [A-Z0-9][A-Z0-9_-]{0,39}, was 'btc'", refused.getMessage());
    }

    @Test
    void ordersByName() {
        assertTrue(Symbol.of("BTC_USDT").compareTo(Symbol.of("ETH_USDT")) < 0);
    }
}
