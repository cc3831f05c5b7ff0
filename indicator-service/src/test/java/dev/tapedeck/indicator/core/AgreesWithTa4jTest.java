package dev.tapedeck.indicator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.value.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandFacade;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/** The same trades, as ticks here and as bars without gaps in ta4j, give the same values whenever a bar closes. */
class AgreesWithTa4jTest {
    private static final int BARS = 400;
    private static final long BAR_MILLIS = 60_000;
    private static final int PERIODS = 8;
    /** ta4j begins smoothed averages with the first number instead of a mean; after so many bars of 8 periods the beginning has faded below 1e-12. */
    private static final int FADED = 250;

    private final IndicatorFolder folder = new IndicatorFolder();
    private final Ticks ticks = new Ticks();

    @Test
    void onTheSimpleAverage() {
        assertAgrees("sma_8_60", 5, PERIODS, series -> new SMAIndicator(new ClosePriceIndicator(series), PERIODS));
    }

    @Test
    void onTheExponentialAverage() {
        assertAgrees("ema_8_60", 5, FADED, series -> new EMAIndicator(new ClosePriceIndicator(series), PERIODS));
    }

    @Test
    void onTheStrengthIndex() {
        assertAgrees("rsi_8_60", 5, FADED, series -> new RSIIndicator(new ClosePriceIndicator(series), PERIODS));
    }

    @Test
    void onTheTrueRange() {
        assertAgrees("atr_8_60", 5, FADED, series -> new ATRIndicator(series, PERIODS));
    }

    @Test
    void onTheUpperBand() {
        assertAgrees("bollinger_upper_8_60", 5, PERIODS, series -> bands(series).upper());
    }

    @Test
    void onTheLowerBand() {
        assertAgrees("bollinger_lower_8_60", 5, PERIODS, series -> bands(series).lower());
    }

    @Test
    void onTheWidthOfTheBands() {
        assertAgrees("bollinger_width_8_60", 5, PERIODS, series -> bands(series).bandwidth());
    }

    @Test
    void onThePlaceBetweenTheBands() {
        assertAgrees(
                "bollinger_percent_b_8_60", 5, PERIODS, series -> bands(series).percentB());
    }

    /** ta4j weighs the typical price of a bar, which is the price of its trade when it has one. */
    @Test
    void onTheVolumeWeightedAverageOfBarsOfOneTrade() {
        assertAgrees("vwap_480", 1, PERIODS + 1, series -> new VWAPIndicator(series, PERIODS));
    }

    private static BollingerBandFacade bands(BarSeries series) {
        return new BollingerBandFacade(series, PERIODS, 2);
    }

    private void assertAgrees(
            String variant, int tradesPerBar, int fromBar, Function<BarSeries, Indicator<Num>> theirs) {
        for (long seed = 1; seed <= 5; seed++) {
            BarSeries series = new BaseBarSeriesBuilder()
                    .withNumFactory(DoubleNumFactory.getInstance())
                    .build();
            double[] ours = play(new SplittableRandom(seed), variant, tradesPerBar, series);
            Indicator<Num> indicator = theirs.apply(series);
            for (int bar = fromBar; bar < BARS; bar++) {
                double expected = indicator.getValue(bar).doubleValue();
                assertEquals(expected, ours[bar], 1e-9 * Math.abs(expected) + 1e-9, "seed " + seed + ", bar " + bar);
            }
        }
    }

    /** Fills the series with bars of random trades and returns our value at each bar's end. */
    private double[] play(SplittableRandom random, String variant, int tradesPerBar, BarSeries series) {
        IndicatorState state = folder.initial();
        folder.fold(state, ticks.session(State.RUNNING, variant));
        double[] values = new double[BARS];
        double price = 100;
        for (int bar = 0; bar < BARS; bar++) {
            double[] prices = new double[tradesPerBar];
            double volume = 0;
            for (int i = 0; i < tradesPerBar; i++) {
                price = Math.round(price * (0.99 + random.nextDouble() * 0.02) * 100) / 100.0;
                int quantity = 1 + random.nextInt(9);
                long at = bar * BAR_MILLIS + 1 + i * (BAR_MILLIS / tradesPerBar);
                folder.fold(state, ticks.trade(at, Double.toString(price), Integer.toString(quantity), Side.BUY));
                prices[i] = price;
                volume += quantity;
            }
            addBar(series, (bar + 1) * BAR_MILLIS, prices, volume);
            values[bar] = value(state, ticks.heartbeat((bar + 1) * BAR_MILLIS), variant);
        }
        return values;
    }

    private double value(IndicatorState state, Event<?> tick, String variant) {
        var updated = (IndicatorsUpdated) folder.fold(state, tick).getFirst().data();
        return updated.values().getOrDefault(variant, Double.NaN);
    }

    private static void addBar(BarSeries series, long endMillis, double[] prices, double volume) {
        double high = prices[0];
        double low = prices[0];
        for (double price : prices) {
            high = Math.max(high, price);
            low = Math.min(low, price);
        }
        series.barBuilder()
                .timePeriod(Duration.ofMillis(BAR_MILLIS))
                .endTime(Instant.ofEpochMilli(endMillis))
                .openPrice(prices[0])
                .highPrice(high)
                .lowPrice(low)
                .closePrice(prices[prices.length - 1])
                .volume(volume)
                .add();
    }
}
