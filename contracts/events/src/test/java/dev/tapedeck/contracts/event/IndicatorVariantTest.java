package dev.tapedeck.contracts.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.IndicatorVariant.Family;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndicatorVariantTest {
    private static final List<String> NAMES = List.of(
            "pump_magnitude_300",
            "volume_surge_ratio_60_300",
            "buy_volume_surge_ratio_25_3600",
            "price_momentum_60",
            "velocity_1",
            "TWPA_300_0",
            "TWPA_300_0_rising",
            "TWPA_60_10_falling",
            "vwap_60",
            "ema_20_60",
            "sma_20_60",
            "bollinger_upper_20_60",
            "bollinger_lower_20_60",
            "bollinger_width_20_60",
            "bollinger_percent_b_20_60",
            "atr_14_60",
            "sharpe_300",
            "max_drawdown_300",
            "book_imbalance",
            "rsi_14_60",
            "spread_bps",
            "volatility_86400",
            "rush_orders_25",
            "trade_rate_10");

    @Test
    void readsTheNameThatItWrites() {
        for (String name : NAMES) {
            IndicatorVariant variant = IndicatorVariant.parse(name);
            assertEquals(name, variant.name());
            assertEquals(variant, IndicatorVariant.parse(variant.name()));
        }
    }

    @Test
    void everyFamilyHasAName() {
        var families = EnumSet.noneOf(Family.class);
        NAMES.forEach(name -> families.add(IndicatorVariant.parse(name).family()));
        assertEquals(EnumSet.allOf(Family.class), families);
    }

    @Test
    void readsParametersInTheOrderOfThePattern() {
        IndicatorVariant variant = IndicatorVariant.parse("rsi_14_60");
        assertEquals("rsi_<periods>_<barSeconds>", variant.family().pattern());
        assertEquals(14, variant.parameter(0));
        assertEquals(60, variant.parameter(1));
    }

    @Test
    void tellsFamiliesWithACommonBeginningApart() {
        assertEquals(
                Family.VOLUME_SURGE_RATIO,
                IndicatorVariant.parse("volume_surge_ratio_5_60").family());
        assertEquals(
                Family.TWPA_FALLING,
                IndicatorVariant.parse("TWPA_300_0_falling").family());
        assertEquals(Family.TWPA, IndicatorVariant.parse("TWPA_300_0").family());
    }

    @Test
    void aVariantHasOneName() {
        for (String name : List.of(
                "pump_magnitude_0300",
                "pump_magnitude_+300",
                "pump_magnitude_300_",
                "pump_magnitude_1.5",
                "TWPA_300_00_rising",
                "TWPA_300_0_Rising",
                "Pump_magnitude_300",
                "twpa_300_0")) {
            assertThrows(IllegalArgumentException.class, () -> IndicatorVariant.parse(name), name);
        }
    }

    @Test
    void refusesParametersThatAreMissingOrOutOfRange() {
        for (String name : List.of(
                "pump_magnitude",
                "pump_magnitude_0",
                "pump_magnitude_86401",
                "pump_magnitude_1_2",
                "volume_surge_ratio_300_60",
                "volume_surge_ratio_60_60",
                "TWPA_60_60",
                "TWPA_60_60_rising",
                "TWPA_rising",
                "TWPA_300_rising",
                "TWPA_300_0_1_falling",
                "TWPA_300_0_up",
                "TWPA_300_0_",
                "bollinger_20_60",
                "ema_20",
                "sma_1001_60",
                "sharpe_1",
                "vwap_0",
                "book_imbalance_1",
                "rsi_1_60",
                "rsi_14_0",
                "volatility_1",
                "spread_bps_1",
                "moon_phase_1",
                "")) {
            assertThrows(IllegalArgumentException.class, () -> IndicatorVariant.parse(name), name);
        }
    }

    @Test
    void saysWhatItExpected() {
        assertRefused("expected rsi_<periods>_<barSeconds> with whole numbers, was 'rsi_14'", "rsi_14");
        assertRefused(
                "pump_magnitude_<seconds>: seconds must be 1..86400, was 0 (indicator=pump_magnitude_0)",
                "pump_magnitude_0");
        assertRefused(
                "expected TWPA_<fromSecondsAgo>_<toSecondsAgo>_rising with whole numbers, was 'TWPA_300_rising'",
                "TWPA_300_rising");
        assertRefused(
                "TWPA_<fromSecondsAgo>_<toSecondsAgo>_falling: toSecondsAgo must be 0..59, was 60"
                        + " (indicator=TWPA_60_60_falling)",
                "TWPA_60_60_falling");
        assertRefused("expected spread_bps, was 'spread_bps_1'", "spread_bps_1");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThatBeginAlike() {
        assertRefused("expected an indicator, such as rush_orders_<seconds>, was 'rush_order_5'", "rush_order_5");
        assertRefused("expected an indicator, such as rsi_<periods>_<barSeconds>, was 'RSI_14_60'", "RSI_14_60");
        assertRefused(
                "expected an indicator, one of bollinger_upper_<periods>_<barSeconds>, bollinger_lower_<periods>_<barSeconds>,"
                        + " bollinger_width_<periods>_<barSeconds>, bollinger_percent_b_<periods>_<barSeconds>,"
                        + " was 'bollinger_20_60'",
                "bollinger_20_60");
    }

    @Test
    void aNameLikeNoneIsAnsweredWithAll() {
        var unknown = assertThrows(IllegalArgumentException.class, () -> IndicatorVariant.parse("moon_phase_1"));
        String message = String.valueOf(unknown.getMessage());
        for (Family family : Family.values()) {
            assertTrue(message.contains(family.pattern()), message);
        }
        assertTrue(message.endsWith(", was 'moon_phase_1'"), message);
    }

    private static void assertRefused(String message, String name) {
        var refused = assertThrows(IllegalArgumentException.class, () -> IndicatorVariant.parse(name));
        assertEquals(message, refused.getMessage());
    }
}
