package dev.tapedeck.marketdata.in;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand.Silence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final Symbol PUMP = Symbol.of("PUMP_USDT");

    private final Liveness liveness = new Liveness(List.of(PUMP), 1_000);

    @Test
    void countsFromTheStartWhenNothingCame() {
        assertEquals(new Silence(PUMP, 500, false, 500, 500), liveness.silence(PUMP, 1_500));
    }

    @Test
    void takesAFrameForTheLifeOfTheSymbolAndAPongForThatOfTheSocketOnly() {
        liveness.connected(PUMP, 2_000);
        liveness.frame(PUMP, 3_000);
        liveness.socketAlive(PUMP, 4_000);

        assertEquals(List.of(new Silence(PUMP, 2_000, true, 1_000, 4_000)), liveness.silences(5_000));
    }

    @Test
    void countsAPollOnlyWhenTheVenuesTimeMoved() {
        liveness.polled(PUMP, Instant.ofEpochMilli(70), 2_000);
        liveness.polled(PUMP, Instant.ofEpochMilli(70), 3_000);

        assertEquals(2_000, liveness.silence(PUMP, 4_000).pollSilentMillis());
    }
}
