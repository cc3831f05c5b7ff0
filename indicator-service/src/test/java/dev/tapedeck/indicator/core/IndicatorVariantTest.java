package dev.tapedeck.indicator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.IndicatorVariant.Family;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorVariantTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pump_magnitude_300",
                "volume_surge_ratio_25_86400",
                "buy_volume_surge_ratio_25_3600",
                "price_momentum_60",
                "velocity_5",
                "TWPA_300_0",
                "rsi_14_60",
                "spread_bps",
                "volatility_60",
                "rush_orders_25",
                "trade_rate_1"
            })
    void readsAndWritesTheSameName(String name) {
        assertEquals(name, IndicatorVariant.parse(name).name());
    }

    @Test
    void tellsFamiliesWithACommonPrefixApart() {
        var variant = IndicatorVariant.parse("volume_surge_ratio_5_60");
        assertEquals(Family.VOLUME_SURGE_RATIO, variant.family());
        assertEquals(List.of(5, 60), variant.parameters());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pump_magnitude | expected pump_magnitude_<seconds> with whole numbers, was 'pump_magnitude'",
                "pump_magnitude_060 | expected pump_magnitude_<seconds> with whole numbers, was 'pump_magnitude_060'",
                "pump_magnitude_1.5 | expected pump_magnitude_<seconds> with whole numbers, was 'pump_magnitude_1.5'",
                "pump_magnitude_0 | pump_magnitude_<seconds>: seconds must be 1..86400, was 0 (indicator=pump_magnitude_0)",
                "volume_surge_ratio_60_60 | volume_surge_ratio_<shortSeconds>_<longSeconds>: shortSeconds must be 1..59,"
                        + " was 60 (indicator=volume_surge_ratio_60_60)",
                "spread_bps_1 | expected spread_bps with whole numbers, was 'spread_bps_1'"
            })
    void refusesABadNameWithItsForm(String name, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> IndicatorVariant.parse(name));
        assertEquals(message, refusal.getMessage());
    }
}
