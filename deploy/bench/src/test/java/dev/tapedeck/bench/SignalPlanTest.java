package dev.tapedeck.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SignalPlan PLAN =
            new SignalPlan(List.of("s1", "s2"), List.of(Symbol.of("A_USDT"), Symbol.of("B_USDT")), 10);

    @Test
    void countsEachInstanceWithoutGaps() {
        var last = new HashMap<String, Long>();
        for (int n = 0; n < 60; n++) {
            var signal = PLAN.signal(n, NOW);
            assertEquals(last.getOrDefault(signal.subject(), 0L) + 1, signal.sequence());
            last.put(signal.subject(), signal.sequence());
        }
        assertEquals(10, last.size());
    }

    @Test
    void entersAndLeavesInTurnWithinOneEpisode() {
        var enters = PLAN.signal(3, NOW);
        var leaves = PLAN.signal(13, NOW);
        var again = PLAN.signal(23, NOW);

        assertEquals(
                List.of(Section.Z1, Section.ZE1, Section.Z1),
                List.of(
                        enters.data().section(),
                        leaves.data().section(),
                        again.data().section()));
        assertEquals(enters.data().episodeId(), leaves.data().episodeId());
        assertNotEquals(enters.data().episodeId(), again.data().episodeId());
    }

    @Test
    void givesEverySignalAnIdOfItsOwn() {
        var ids = new HashSet<String>();
        for (int n = 0; n < 60; n++) {
            ids.add(PLAN.signal(n, NOW).id());
        }
        assertEquals(60, ids.size());
    }
}
