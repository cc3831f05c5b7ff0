package dev.tapedeck.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
    private static final Duration LENGTH = Duration.ofMinutes(3);

    @Test
    void oneSeedDrawsOnePlan() {
        assertEquals(FaultPlan.draw(7, LENGTH, ALL), FaultPlan.draw(7, LENGTH, ALL));
        assertNotEquals(FaultPlan.draw(7, LENGTH, ALL), FaultPlan.draw(8, LENGTH, ALL));
    }

    @Test
    void everyKindStrikesInTenRunsOfThreeMinutes() {
        Set<FaultKind> struck = LongStream.rangeClosed(1, 10)
                .boxed()
                .flatMap(seed -> FaultPlan.draw(seed, LENGTH, ALL).strikes().stream())
                .map(Strike::kind)
                .collect(Collectors.toSet());
        assertEquals(ALL, struck);
    }

    @Test
    void nobodyOpensAPositionJustBeforeTheSessionEnds() {
        for (long seed = 1; seed <= 20; seed++) {
            for (Strike strike : FaultPlan.draw(seed, LENGTH, EnumSet.of(FaultKind.EXTERNAL_OPEN))
                    .strikes()) {
                assertTrue(strike.after().compareTo(LENGTH.minusSeconds(15)) < 0, strike::toString);
            }
        }
    }

    @Test
    void drawsOnlyWhatWasAskedForAndWithinTheLength() {
        for (Strike strike :
                FaultPlan.draw(3, LENGTH, EnumSet.of(FaultKind.KILL)).strikes()) {
            assertEquals(FaultKind.KILL, strike.kind());
            assertTrue(strike.target().isService(), strike::toString);
            assertTrue(strike.after().compareTo(LENGTH) < 0, strike::toString);
        }
    }
}
