package dev.tapedeck.backtest.detect;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.strategy.file.StrategyFileReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bundled detector on all labelled pumps, which are no part of the repository: {@code TAPEDECK_TAPES}, or {@code shared/tapes} beside the checkout. */
class PumpRiderOnTapesTest {
    @Test
    void pumpRiderFindsPumpsAsWellAsTheDocumentationSays() {
        Path tapes = tapes();
        assumeTrue(
                tapes != null && Files.isRegularFile(tapes.resolve("events.csv")),
                "no recorded tapes (TAPEDECK_TAPES)");
        List<Pump> pumps = PumpLabels.read(tapes.resolve("events.csv"));
        var tapeWatch = new TapeWatch(StrategyFileReader.bundled("pump-rider"), tapes);
        Score score = Score.of(pumps.stream().map(tapeWatch::watch).toList());
        assertAll(
                () -> assertTrue(score.recall() >= 0.97, () -> "recall, was " + score),
                () -> assertTrue(score.medianDelaySeconds() <= 2, () -> "median delay, was " + score),
                () -> assertTrue(score.falseAlarmsPerSymbolDay() <= 0.05, () -> "false alarms, was " + score));
    }

    private static @Nullable Path tapes() {
        String named = System.getenv("TAPEDECK_TAPES");
        if (named != null && !named.isEmpty()) {
            return Path.of(named);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path tapes = at.resolve("shared").resolve("tapes");
            if (Files.isDirectory(tapes)) {
                return tapes;
            }
        }
        return null;
    }
}
