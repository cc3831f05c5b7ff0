package dev.tapedeck.simulator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiquidationPriceTest {
    /** Entry, leverage, maintenance rate, fee reserve and liquidation fee of four positions, and the shown price. */
    @ParameterizedTest
    @CsvSource({
        "109777.5, 2, 0.001, 0, 0.0004, 55020.5",
        "112449.5, 2, 0.001, 0.0004, 0.0004, 56314.7",
        "118272.2, 20, 0.001, 0.0004, 0.0004, 112474.5",
        "1217.3, 100, 0.005, 0.0006, 0.0006, 1211.2"
    })
    void longLiquidationPriceIsTheOneTheVenueShows(
            BigDecimal entry, int leverage, BigDecimal mmr, BigDecimal reserve, BigDecimal fee, BigDecimal shown) {
        Instrument instrument = new Instrument(
                1,
                "BTC_USDT",
                new BigDecimal("0.1"),
                new BigDecimal("0.0001"),
                1_000_000,
                reserve,
                BigDecimal.ZERO,
                fee,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                List.of(new RiskTier(1, 1_000_000, mmr, new BigDecimal("0.01"), 100)),
                0);
        Market market = new Market(instrument, 0, instrument.ticks(entry), 1, 0);
        Account account = new Account("alice", 10);
        Position position = new Position(1, account, market, true, Position.ISOLATED, leverage, 0);
        BigDecimal value = instrument.value(instrument.ticks(entry), 5);
        BigDecimal margin = value.divide(BigDecimal.valueOf(leverage), 12, RoundingMode.HALF_EVEN)
                .add(value.multiply(reserve));

        position.open(instrument.ticks(entry), 5, margin);

        assertEquals(shown, position.liquidationPrice().setScale(1, RoundingMode.DOWN));
    }
}
