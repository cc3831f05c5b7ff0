package dev.tapedeck.indicator.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.kit.decide.Draft;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IndicatorFolderTest {
    private static final List<String> EVERY_KIND = List.of(
            "pump_magnitude_20",
            "pump_magnitude_300",
            "volume_surge_ratio_5_120",
            "buy_volume_surge_ratio_10_60",
            "price_momentum_30",
            "velocity_15",
            "TWPA_60_0",
            "TWPA_90_30",
            "TWPA_60_0_rising",
            "TWPA_20_5_falling",
            "vwap_30",
            "vwap_120",
            "ema_5_3",
            "ema_20_1",
            "sma_10_2",
            "sma_40_1",
            "bollinger_upper_10_2",
            "bollinger_lower_10_2",
            "bollinger_width_5_4",
            "bollinger_percent_b_20_1",
            "rsi_5_3",
            "rsi_14_1",
            "atr_5_3",
            "atr_14_1",
            "sharpe_10",
            "sharpe_60",
            "max_drawdown_20",
            "max_drawdown_300",
            "spread_bps",
            "book_imbalance",
            "volatility_10",
            "volatility_60",
            "rush_orders_25",
            "trade_rate_40");

    private final IndicatorFolder folder = new IndicatorFolder();
    private final Ticks ticks = new Ticks();

    @Test
    void agreesWithRecomputationFromScratchOnRandomTapes() {
        for (long seed = 1; seed <= 4; seed++) {
            assertAgrees("seed " + seed, new Ticks().random(seed, 300), 1);
        }
    }

    @Test
    void agreesWithRecomputationFromScratchOnARealPump() throws IOException {
        List<Event<?>> pump = trades("pumps/ADXBTC_20190705T1700.csv.gz", "1562345000000", "1562347000000");
        assertTrue(pump.size() > 1_000, "the slice must hold the pump, had " + pump.size() + " trades");
        assertAgrees("real pump", pump, 200);
    }

    @Test
    void agreesWithRecomputationFromScratchOnABusyPerpetual() throws IOException {
        assertAgrees(
                "real perpetual",
                trades("general/binance_usdm_BTCUSDT_20240808.csv.gz", "1723161256000", "1723161600000"),
                5_000);
    }

    /** Returns the trades of a recorded tape within [from, to); skips the test when the tape is not here. */
    private List<Event<?>> trades(String name, String from, String to) throws IOException {
        var tape = Tapes.find(name);
        assumeTrue(tape.isPresent(), "no recorded tapes here (TAPEDECK_TAPES)");
        List<Event<?>> events = new ArrayList<>();
        try (BufferedReader rows = Tapes.open(tape.orElseThrow())) {
            rows.readLine();
            rows.lines()
                    .map(row -> row.split(","))
                    .filter(row -> row[0].compareTo(from) >= 0 && row[0].compareTo(to) < 0)
                    .forEach(row -> events.add(ticks.trade(
                            Long.parseLong(row[0]), row[1], row[2], row[3].equals("buy") ? Side.BUY : Side.SELL)));
        }
        return events;
    }

    private void assertAgrees(String tape, List<Event<?>> events, int step) {
        IndicatorState state = folder.initial();
        folder.fold(state, ticks.session(State.RUNNING, EVERY_KIND.toArray(String[]::new)));
        var oracle = new IndicatorOracle();
        int compared = 0;
        for (int i = 0; i < events.size(); i++) {
            Event<?> event = events.get(i);
            oracle.see(event);
            List<Draft> drafts = folder.fold(state, event);
            if (!drafts.isEmpty() && i % step == 0) {
                compared += compare(
                        tape, event, (IndicatorsUpdated) drafts.getFirst().data(), oracle);
            }
        }
        assertTrue(compared > events.size() / step * 5, tape + ": too few values were ready, " + compared);
    }

    private static int compare(String tape, Event<?> event, IndicatorsUpdated updated, IndicatorOracle oracle) {
        for (String name : EVERY_KIND) {
            double expected = oracle.value(IndicatorVariant.parse(name));
            double actual = updated.values().getOrDefault(name, Double.NaN);
            double tolerance = 1e-12 + 1e-9 * Math.abs(expected);
            assertTrue(
                    Double.isNaN(expected) || Math.abs(expected - actual) <= tolerance,
                    () -> tape + ": " + name + " must be " + expected + ", was " + actual + " after " + event);
            assertEquals(Double.isNaN(expected), updated.notReady().contains(name), () -> tape + ", " + name);
        }
        return updated.values().size();
    }

    @Test
    void continuesBitForBitAfterSaveAndLoad() {
        for (long seed = 1; seed <= 20; seed++) {
            List<Event<?>> events = new ArrayList<>(List.of(ticks.session(State.RUNNING, "trade_rate_1", "rsi_2_1")));
            events.addAll(new Ticks().random(seed, 400));
            events.add(100, ticks.session("s2", State.RUNNING, EVERY_KIND));
            events.add(300, ticks.session("s1", State.STOPPED, List.of()));
            var cuts = new SplittableRandom(seed);
            IndicatorState whole = folder.initial();
            IndicatorState resumed = folder.initial();
            for (int i = 0; i < events.size(); i++) {
                if (cuts.nextInt(20) == 0) {
                    byte[] saved = folder.save(resumed);
                    resumed = folder.load(saved);
                    assertArrayEquals(saved, folder.save(resumed), "seed " + seed + ", event " + i);
                }
                assertEquals(
                        folder.fold(whole, events.get(i)),
                        folder.fold(resumed, events.get(i)),
                        "seed " + seed + ", event " + i);
            }
            assertArrayEquals(folder.save(whole), folder.save(resumed), "seed " + seed);
        }
    }

    @Test
    void doesNothingForASymbolThatNoSessionNeeds() {
        assertEquals(List.of(), folder.fold(folder.initial(), ticks.trade(1_000, "1", "1", Side.BUY)));
    }

    @Test
    void derivesIdKeyAndSubjectFromTheTick() {
        IndicatorState state = running("trade_rate_1");
        Event<?> trade = ticks.trade(1_000, "10", "1", Side.BUY);
        Draft draft = folder.fold(state, trade).getFirst();
        assertEquals("indicators/" + trade.id(), draft.id());
        assertEquals("ADX_USDT", draft.key());
        assertEquals("ADX_USDT", draft.subject());
    }

    @Test
    void isNotReadyUntilTheWindowIsFull() {
        IndicatorState state = running("price_momentum_10");
        assertEquals(List.of("price_momentum_10"), trade(state, 1_000, "100").notReady());
        assertEquals(List.of("price_momentum_10"), trade(state, 10_999, "110").notReady());
        IndicatorsUpdated full = trade(state, 11_000, "110");
        assertEquals(List.of(), full.notReady());
        assertEquals(10, full.values().getOrDefault("price_momentum_10", Double.NaN), 1e-9);
    }

    @Test
    void leavesATradeOutOfTheWindowExactlyAWindowLater() {
        IndicatorState state = running("trade_rate_10");
        trade(state, 0, "1");
        trade(state, 5_000, "1");
        assertEquals(0.1, heartbeat(state, 14_999).values().get("trade_rate_10"));
        assertEquals(0.0, heartbeat(state, 15_000).values().get("trade_rate_10"));
    }

    @Test
    void countsAnOldTickAtTheTimeOfTheNewestOne() {
        IndicatorState state = running("trade_rate_10");
        trade(state, 0, "1");
        trade(state, 20_000, "1");
        assertEquals(0.2, trade(state, 19_000, "1").values().get("trade_rate_10"));
        assertEquals(0.2, heartbeat(state, 29_999).values().get("trade_rate_10"));
        assertEquals(0.0, heartbeat(state, 30_000).values().get("trade_rate_10"));
    }

    @Test
    void startsAnewWhenTheFeedIsSetBack() {
        IndicatorState state = running("trade_rate_10");
        trade(state, 0, "1");
        assertEquals(1, trade(state, 1_000_000, "1").values().size());
        assertEquals(List.of("trade_rate_10"), trade(state, 699_999, "1").notReady());
        assertEquals(0.1, trade(state, 709_999, "1").values().get("trade_rate_10"));
    }

    @Test
    void emitsForAQuoteOnlyWhenAValueChanged() {
        IndicatorState state = running("spread_bps");
        assertEquals(List.of(), folder.fold(state, ticks.quote(500, "99", "101")));
        trade(state, 1_000, "100");
        assertEquals(List.of(), folder.fold(state, ticks.quote(1_001, "99", "101")));
        var changed = (IndicatorsUpdated)
                folder.fold(state, ticks.quote(1_002, "99", "103")).getFirst().data();
        assertEquals(Map.of("spread_bps", 10_000.0 * 4 / 101), changed.values());
        assertEquals(1, folder.fold(state, ticks.heartbeat(1_003)).size());
    }

    @Test
    void countsSweepsOfOneMillisecondAsRushOrders() {
        IndicatorState state = running("rush_orders_10");
        trade(state, 0, "1");
        for (int i = 0; i < 3; i++) {
            trade(state, 20_000, "2");
        }
        folder.fold(state, ticks.trade(20_001, "2", "1", Side.SELL));
        folder.fold(state, ticks.trade(20_001, "2", "1", Side.SELL));
        trade(state, 20_002, "2");
        assertEquals(1.0, trade(state, 20_003, "2").values().get("rush_orders_10"));
        assertEquals(2.0, trade(state, 20_003, "2").values().get("rush_orders_10"));
    }

    @Test
    void holdsNoValueWhileTheLongWindowIsWithoutVolume() {
        IndicatorState state = running("volume_surge_ratio_1_10");
        trade(state, 0, "1");
        IndicatorsUpdated quiet = heartbeat(state, 60_000);
        assertEquals(List.of("volume_surge_ratio_1_10"), quiet.notReady());
        assertEquals(Map.of(), quiet.values());
    }

    @Test
    void weighsTradesOfTheWindowByTheirQuantity() {
        IndicatorState state = running("vwap_10");
        trade(state, 0, "1");
        folder.fold(state, ticks.trade(20_000, "10", "3", Side.SELL));
        folder.fold(state, ticks.trade(21_000, "20", "1", Side.BUY));
        assertEquals(12.5, heartbeat(state, 29_999).values().get("vwap_10"));
        assertEquals(20.0, heartbeat(state, 30_000).values().get("vwap_10"));
        assertEquals(List.of("vwap_10"), heartbeat(state, 31_000).notReady());
    }

    @Test
    void anAverageThatStandsIsNeitherRisingNorFallingWhateverCameBefore() {
        for (long seed = 1; seed <= 10; seed++) {
            IndicatorState state = running("TWPA_10_0_rising", "TWPA_10_0_falling");
            var random = new SplittableRandom(seed);
            for (int at = 0; at < 20_000; at += 1 + random.nextInt(500)) {
                trade(state, at, String.valueOf(0.1 + random.nextInt(1_000) / 7.0));
            }
            trade(state, 20_000, "0.1");
            for (int at = 31_000; at < 60_000; at += 777) {
                assertEquals(
                        Map.of("TWPA_10_0_falling", 0.0, "TWPA_10_0_rising", 0.0),
                        heartbeat(state, at).values(),
                        "seed " + seed + ", at " + at);
            }
        }
    }

    @Test
    void theDirectionOfAnAverageNeedsASecondMoreThanTheAverage() {
        IndicatorState state = running("TWPA_10_0_rising");
        trade(state, 0, "1");
        assertEquals(List.of("TWPA_10_0_rising"), heartbeat(state, 10_999).notReady());
        assertEquals(List.of(), heartbeat(state, 11_000).notReady());
    }

    @Test
    void anAverageRisesUntilAWindowAfterThePriceRose() {
        IndicatorState state = running("TWPA_10_0_rising", "TWPA_10_0_falling");
        trade(state, 0, "10");
        trade(state, 20_000, "11");
        Map<String, Double> rising = Map.of("TWPA_10_0_falling", 0.0, "TWPA_10_0_rising", 1.0);
        assertEquals(rising, heartbeat(state, 20_001).values());
        assertEquals(rising, heartbeat(state, 30_999).values());
        assertEquals(
                Map.of("TWPA_10_0_falling", 0.0, "TWPA_10_0_rising", 0.0),
                heartbeat(state, 31_000).values());
    }

    @Test
    void theDrawdownForgetsAPeakAWindowAfterItsPriceCeased() {
        IndicatorState state = running("max_drawdown_10");
        trade(state, 0, "200");
        trade(state, 5_000, "100");
        trade(state, 6_000, "80");
        trade(state, 7_000, "90");
        assertEquals(60, heartbeat(state, 14_999).values().getOrDefault("max_drawdown_10", Double.NaN), 1e-9);
        assertEquals(20, heartbeat(state, 15_000).values().getOrDefault("max_drawdown_10", Double.NaN), 1e-9);
        assertEquals(0.0, heartbeat(state, 16_000).values().get("max_drawdown_10"));
    }

    @Test
    void followsTheQuantitiesAtTheBestPrices() {
        IndicatorState state = running("book_imbalance");
        assertEquals(List.of("book_imbalance"), trade(state, 0, "100").notReady());
        assertEquals(
                0.5,
                only(folder.fold(state, ticks.quote(1, "99", 3, "101", 1)))
                        .values()
                        .get("book_imbalance"));
        assertEquals(
                List.of("book_imbalance"),
                only(folder.fold(state, ticks.quote(2, "99", 0, "101", 0))).notReady());
    }

    @Test
    void ratiosHaveNoValueWhileNothingMoves() {
        IndicatorState state = running("sharpe_3", "bollinger_percent_b_3_1", "bollinger_width_3_1");
        trade(state, 0, "0.1");
        IndicatorsUpdated still = heartbeat(state, 60_000);
        assertEquals(List.of("bollinger_percent_b_3_1", "sharpe_3"), still.notReady());
        assertEquals(Map.of("bollinger_width_3_1", 0.0), still.values());
    }

    @Test
    void isNotReadyUntilEnoughBarsClosed() {
        IndicatorState state = running("atr_3_10", "ema_3_10", "sma_3_10");
        trade(state, 5_000, "100");
        assertEquals(
                List.of("atr_3_10", "ema_3_10", "sma_3_10"),
                heartbeat(state, 29_999).notReady());
        assertEquals(List.of("atr_3_10"), heartbeat(state, 30_000).notReady());
        assertEquals(List.of(), heartbeat(state, 40_000).notReady());
    }

    @Test
    void refusesAStateOfAnotherFormatAsUnreadable() {
        byte[] saved = folder.save(folder.initial());
        saved[0]++;
        assertThrows(IllegalStateException.class, () -> folder.load(saved));
    }

    @Test
    void keepsVariantsForAnHourAfterTheLastSessionStopped() {
        IndicatorState state = running("trade_rate_1");
        trade(state, 0, "1");
        folder.fold(state, ticks.session(State.STOPPED, "trade_rate_1"));
        assertEquals(1, folder.fold(state, ticks.heartbeat(3_599_999)).size());
        assertEquals(List.of(), folder.fold(state, ticks.heartbeat(3_600_000)));
        assertArrayEquals(folder.save(folder.initial()), folder.save(state));
    }

    @Test
    void ignoresPositionMeasuresAndLeavesTheStateAloneOnAnUnknownName() {
        IndicatorState state = running("trade_rate_1", "position_return_bps");
        byte[] before = folder.save(state);
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> folder.fold(state, ticks.session(State.RUNNING, "trade_rate_1", "trade_rat_1")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("was 'trade_rat_1'"), refusal.getMessage());
        assertArrayEquals(before, folder.save(state));
        assertEquals(1, trade(state, 0, "1").notReady().size());
    }

    private IndicatorState running(String... indicators) {
        IndicatorState state = folder.initial();
        folder.fold(state, ticks.session(State.RUNNING, indicators));
        return state;
    }

    private IndicatorsUpdated trade(IndicatorState state, long atMillis, String price) {
        return only(folder.fold(state, ticks.trade(atMillis, price, "1", Side.BUY)));
    }

    private IndicatorsUpdated heartbeat(IndicatorState state, long atMillis) {
        return only(folder.fold(state, ticks.heartbeat(atMillis)));
    }

    private static IndicatorsUpdated only(List<Draft> drafts) {
        assertEquals(1, drafts.size());
        return (IndicatorsUpdated) drafts.getFirst().data();
    }
}
