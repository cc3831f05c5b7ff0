package dev.tapedeck.strategy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Folder;
import dev.tapedeck.strategy.core.TapePlayback.RoundTrip;
import dev.tapedeck.strategy.file.StrategyFileReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundled strategies on real trades: whatever they earn, their invariants hold. The indicator core is loaded from the classes that the build left beside this module, since services do not
 * depend on each other.
 */
class BundledStrategiesOnTapesTest {
    /** The first trade of the default tape. */
    private static final long START = 1_385_337_600_000L;

    private static final Path INDICATOR_CLASSES = Path.of("..", "indicator-service", "target", "classes");

    @Test
    void tapeRiderTradesSeveralTimesInTheFirstTwoHoursOfTheDefaultTape() throws Exception {
        TapePlayback playback = play(
                "tape-rider",
                "general/bitstamp_BTCUSD_20131125_tickrule.csv.gz",
                START,
                START + Duration.ofHours(2).toMillis());
        assertTrue(playback.roundTrips.size() >= 5, () -> "several trades, were " + playback.roundTrips);
        Instant first = playback.roundTrips.getFirst().detected();
        assertTrue(
                first.isBefore(Instant.ofEpochMilli(START).plus(Duration.ofMinutes(10))),
                () -> "life within minutes, the first detection was at " + first);
    }

    /** Tapes and when their pumps were announced. */
    static Stream<Arguments> strongPumps() {
        return Stream.of(
                Arguments.of("ADXBTC_20190705T1700", 1_562_346_000_000L),
                Arguments.of("CVCBTC_20190813T2000", 1_565_726_400_000L),
                Arguments.of("DLTBTC_20200328T1200", 1_585_396_800_000L),
                Arguments.of("EDOBTC_20191216T1600", 1_576_512_000_000L),
                Arguments.of("EVXBTC_20180619T1530", 1_529_422_200_000L));
    }

    private static TapePlayback playPump(String strategy, String tape, long announcedMillis) throws Exception {
        return play(
                strategy,
                "pumps/" + tape + ".csv.gz",
                announcedMillis - Duration.ofHours(2).toMillis(),
                announcedMillis + Duration.ofHours(1).toMillis());
    }

    @ParameterizedTest
    @MethodSource("strongPumps")
    void pumpRiderDetectsEntersAndLeavesAStrongPump(String tape, long announcedMillis) throws Exception {
        TapePlayback playback = playPump("pump-rider", tape, announcedMillis);
        assertEquals(1, playback.roundTrips.size(), () -> "one entry and one exit, were " + playback.roundTrips);
        RoundTrip trip = playback.roundTrips.getFirst();
        long delayMillis = trip.detected().toEpochMilli() - announcedMillis;
        // Insiders buy up to a minute ahead of the announcement.
        assertTrue(
                delayMillis > -120_000 && delayMillis < 120_000,
                () -> "detected " + delayMillis + " ms after the announcement");
        assertTrue(trip.percent() > -10, () -> "an exit must come before a crash, was " + trip);
    }

    @ParameterizedTest
    @MethodSource("strongPumps")
    void peakFaderSellsAPumpShortAndIsFlatAnHourLater(String tape, long announcedMillis) throws Exception {
        TapePlayback playback = playPump("peak-fader", tape, announcedMillis);
        assertFalse(playback.roundTrips.isEmpty(), "it must enter a strong pump");
        for (RoundTrip trip : playback.roundTrips) {
            long delayMillis = trip.detected().toEpochMilli() - announcedMillis;
            assertEquals(Direction.SHORT, trip.direction());
            assertTrue(
                    delayMillis > -120_000 && delayMillis < 120_000,
                    () -> "detected " + delayMillis + " ms after the announcement");
        }
        assertNull(playback.machine.instance().position(), () -> "held an hour later, " + playback.roundTrips);
    }

    @ParameterizedTest
    @CsvSource({
        "quiet_binance_spot_BTSBTC_20190707-0726, 1562519703960",
        "bitstamp_BTCUSD_20131125_tickrule, 1385337600000"
    })
    void bandReturnerTradesSeveralTimesADayAndNoMoreThanItsShareOfTheEquity(String tape, long fromMillis)
            throws Exception {
        TapePlayback playback = play(
                "band-returner",
                "general/" + tape + ".csv.gz",
                fromMillis,
                fromMillis + Duration.ofDays(1).toMillis());
        assertTrue(playback.roundTrips.size() >= 5, () -> "several trades, were " + playback.roundTrips);
        assertTrue(playback.roundTrips.stream().allMatch(trip -> trip.direction() == Direction.LONG));
        for (SignalRaised signal : playback.signals) {
            EntryIntent intent = signal.entry();
            if (intent != null) {
                assertTrue(intent.notionalOf(Usdt.of(10_000)).compareTo(Usdt.of(400)) <= 0, () -> "4 %, was " + intent);
            }
        }
    }

    private static TapePlayback play(String strategy, String name, long fromMillis, long toMillis) throws Exception {
        var tape = Tapes.find(name);
        assumeTrue(tape.isPresent(), "no recorded tapes here (TAPEDECK_TAPES)");
        assumeTrue(Files.isDirectory(INDICATOR_CLASSES), "indicator-service is not built (" + INDICATOR_CLASSES + ")");
        try (var loader =
                new URLClassLoader(new URL[] {INDICATOR_CLASSES.toUri().toURL()})) {
            @SuppressWarnings("unchecked")
            var indicators = (Folder<Object>) loader.loadClass("dev.tapedeck.indicator.core.IndicatorFolder")
                    .getConstructor()
                    .newInstance();
            var playback = new TapePlayback(indicators, StrategyFileReader.bundled(strategy));
            playback.play(tape.orElseThrow(), fromMillis, toMillis);
            int entriesMost = StrategyFileReader.bundled(strategy).entriesPerEpisode();
            StrategyPropertiesTest.checkLog(playback.machine.log, entriesMost, strategy + " on " + name);
            assertEquals(playback.machine.book, playback.machine.folded(), () -> "fold of the log, " + name);
            return playback;
        }
    }
}
