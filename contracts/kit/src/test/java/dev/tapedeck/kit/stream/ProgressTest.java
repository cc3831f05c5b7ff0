package dev.tapedeck.kit.stream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Progress IDLE =
            new Progress("strategy", true, Map.of("ticks-0", 12L, "feed-status-1", 3L), true);

    @Test
    void isIdleAtThePositionsThatItHasReached() {
        assertTrue(IDLE.isIdleAt(List.of("ticks-0:12", "feed-status-1:2")));
        assertFalse(IDLE.isIdleAt(List.of("ticks-0:13")));
        assertTrue(IDLE.isIdleAt(List.of()));
    }

    @Test
    void isNotIdleWhileSomethingIsUnderWay() {
        assertFalse(new Progress("strategy", true, IDLE.positions(), false).isIdleAt(List.of("ticks-0:12")));
    }

    @Test
    void neverReachesWhatIsNoPositionOfIt() {
        assertFalse(IDLE.isIdleAt(List.of("fills-0:0")));
        assertFalse(IDLE.isIdleAt(List.of("ticks-0")));
        assertFalse(IDLE.isIdleAt(List.of("ticks-0:twelve")));
    }
}
