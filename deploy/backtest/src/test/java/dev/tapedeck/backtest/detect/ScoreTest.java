package dev.tapedeck.backtest.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long SECOND = 1_000;
    /** Every tape begins at 0 and lasts four days; its pump comes after two. */
    private static final long ONSET = 2 * DAY;

    private static Pump pump(String id, double peakRatio, Long... others) {
        return new Pump(id, "TAPE", ONSET, ONSET, peakRatio, "strong", List.of(others));
    }

    private static Watch watch(Pump pump, Long... alarms) {
        return new Watch(pump, 0, 4 * DAY, Arrays.asList(alarms));
    }

    private static Score score(Long... alarms) {
        return Score.of(List.of(watch(pump("A", 1.2), alarms)));
    }

    @Test
    void catchesAPumpUpTo120SecondsAfterItsOnset() {
        Score score = score(ONSET + 120 * SECOND);
        assertEquals(1, score.caught());
        assertEquals(120, score.medianDelaySeconds());
        assertEquals(0, score.falseAlarms());
    }

    @Test
    void catchesAPumpUpTo120SecondsBeforeItsOnset() {
        Score score = score(ONSET - 120 * SECOND);
        assertEquals(1, score.caught());
        assertEquals(-120, score.medianDelaySeconds());
    }

    @Test
    void missesAPumpWhoseAlarmIsLater() {
        Score score = score(ONSET + 120 * SECOND + 1);
        assertEquals(List.of("A"), score.missed());
        assertEquals(0, score.recall());
        assertEquals(0, score.falseAlarms(), "late is not false");
    }

    @Test
    void countsAnAlarmFarFromEveryPumpAsFalse() {
        Score score = score(ONSET - Duration.ofMinutes(30).toMillis() - 1, ONSET + SECOND);
        assertEquals(1, score.falseAlarms());
        assertEquals(1, score.caught());
        assertEquals(1 / 3.0, score.falseAlarmsPerSymbolDay());
    }

    @Test
    void takesTheFirstAlarmOfAPumpForItsDelay() {
        assertEquals(1, score(ONSET + SECOND, ONSET + 50 * SECOND).medianDelaySeconds());
    }

    @Test
    void countsNothingInTheFirst24Hours() {
        Score score = score(DAY - 1);
        assertEquals(0, score.falseAlarms());
        assertEquals(3, score.symbolDays());
    }

    @Test
    void takesAnotherKnownPumpForNoFalseAlarm() {
        Score score = Score.of(List.of(watch(pump("A", 1.2, 3 * DAY), 3 * DAY + 20 * SECOND)));
        assertEquals(0, score.falseAlarms());
    }

    @Test
    void leavesPumpsThatNobodyCouldSeeOutOfTheRecall() {
        Score score = Score.of(List.of(watch(pump("A", 1.0799), ONSET), watch(pump("B", 1.08))));
        assertEquals(1, score.visible());
        assertEquals(0, score.caught());
        assertEquals(1, score.caughtOfAll());
    }

    @Test
    void countsDaysAndAlarmsOfOverlappingTapesOfASymbolOnce() {
        Watch first = watch(pump("A", 1.2), DAY + HOUR, 3 * DAY);
        Watch second = new Watch(pump("B", 1.2), 2 * DAY, 6 * DAY, List.of(3 * DAY + HOUR, 5 * DAY));
        Score score = Score.of(List.of(second, first));
        assertEquals(5, score.symbolDays());
        assertEquals(3, score.falseAlarms());
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleForTheMedianDelay() {
        Score score =
                Score.of(List.of(watch(pump("A", 1.2), ONSET + SECOND), watch(pump("B", 1.2), ONSET + 4 * SECOND)));
        assertEquals(2.5, score.medianDelaySeconds());
    }

    @Test
    void knowsNoRateWithoutABasis() {
        Score score = Score.of(List.of());
        assertTrue(Double.isNaN(score.recall()) && Double.isNaN(score.medianDelaySeconds()));
    }
}
