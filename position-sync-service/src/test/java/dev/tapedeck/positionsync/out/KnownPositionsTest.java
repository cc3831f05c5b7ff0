package dev.tapedeck.positionsync.out;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownPositionsTest {
    private static final Symbol BTC = Symbol.of("BTC_USDT");

    private final KnownPositions known = new KnownPositions();

    @Test
    void followsASessionUntilItHoldsNothing() {
        known.heard(position("s1", 3, true));
        assertEquals(Set.of("s1"), known.unfinishedSessions());
        assertEquals(Set.of(), known.doubtful());

        known.heard(position("s1", 0, true));
        assertEquals(Set.of(), known.unfinishedSessions());
    }

    @Test
    void followsASessionThatHoldsNothingWhileTheVenueDiffers() {
        known.heard(position("s1", 0, false));
        assertEquals(Set.of("s1"), known.unfinishedSessions());
        assertEquals(Set.of(BTC), known.doubtful());
    }

    @Test
    void doubtsADifferenceThatAFillEndedUntilItIsResolved() {
        known.heard(position("s1", 3, false));
        known.heard(mismatch("s1", MismatchKind.EXTERNAL_OPEN));
        known.heard(position("s1", 0, true));
        assertEquals(Set.of("s1"), known.unfinishedSessions());
        assertEquals(Set.of(BTC), known.doubtful());

        known.heard(new PositionMismatchResolved(
                "s1", BTC, Direction.LONG, MismatchKind.EXTERNAL_OPEN, "both truths agree", 1_000));
        assertEquals(Set.of(), known.unfinishedSessions());
        assertEquals(Set.of(), known.doubtful());
    }

    @Test
    void doesNotDoubtAPositionForAnOrderOfSomebodyElse() {
        known.heard(mismatch("s1", MismatchKind.UNKNOWN_ORDER));
        assertEquals(Set.of(), known.doubtful());
    }

    @Test
    void asksNothingMoreForSessionsThatWentToAnotherProcess() {
        known.heard(position("s1", 3, false));
        known.heard(mismatch("s1", MismatchKind.EXTERNAL_OPEN));
        known.heard(position("s2", 3, true));

        known.forget("s1"::equals);

        assertEquals(Set.of("s2"), known.unfinishedSessions());
        assertEquals(Set.of(), known.doubtful());
    }

    @Test
    void keepsWhatIsNotOverOfASessionThatRunsNoMore() {
        known.heard(position("s1", 3, true));
        known.heard(position("s2", 0, true));

        known.keepOnly(Set.of());

        assertEquals(Set.of("s1"), known.unfinishedSessions());
        assertEquals(Set.of(BTC), known.symbols());
    }

    private static PositionMismatched mismatch(String session, MismatchKind kind) {
        return new PositionMismatched(
                session, BTC, Direction.LONG, kind, Quantity.of(3), Quantity.of(5), "two answers", "waiting", null);
    }

    private static PositionChanged position(String session, long quantity, boolean agrees) {
        return new PositionChanged(
                session,
                BTC,
                Direction.LONG,
                "probe",
                Quantity.of(quantity),
                null,
                5,
                Usdt.ZERO,
                Usdt.ZERO,
                null,
                agrees);
    }
}
