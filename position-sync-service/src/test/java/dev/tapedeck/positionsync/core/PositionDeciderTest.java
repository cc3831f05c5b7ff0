package dev.tapedeck.positionsync.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatchResolved;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import dev.tapedeck.positionsync.core.PositionCommand.Stranger;
import dev.tapedeck.positionsync.core.VenueAction.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionDeciderTest {
    private final Machine machine = new Machine();

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void opensAPositionWithTheFirstFill() {
        PositionChanged position = machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0.01");
        assertEquals(
                new PositionChanged(
                        Machine.SESSION,
                        Machine.BTC,
                        Direction.LONG,
                        "probe",
                        Quantity.of(10),
                        Price.of("100"),
                        0,
                        Usdt.of("-0.01"),
                        Usdt.of("0.01"),
                        null,
                        true),
                position);
        assertEquals("positions/fills/1", machine.log.getFirst().id());
        assertEquals("s1/BTC_USDT/LONG", machine.log.getFirst().subject());
        assertEquals("episode", machine.log.getFirst().correlationId());
    }

    @Test
    void whatAnOperatorAsksForHoldsFromThenOn() {
        TradingStateChanged halted =
                machine.asks(TradingStateEvent.State.HALTED, "odd fills").getFirst();
        assertEquals(TradingStateEvent.State.HALTED, halted.state());
        assertEquals("ada", halted.who());
        assertEquals("odd fills", halted.why());
        assertEquals("GLOBAL/all", machine.log.getLast().subject());
        assertEquals("ask/1/decided", machine.log.getLast().id());
        assertEquals(
                1, machine.asks(TradingStateEvent.State.ACTIVE, "all is well").size());
        assertEquals(
                1, machine.asks(TradingStateEvent.State.HALTED, "not quite").size());
    }

    @Test
    void askingForWhatHoldsAlreadyChangesNothing() {
        machine.asks(TradingStateEvent.State.REDUCING, "odd fills");
        assertEquals(List.of(), machine.asks(TradingStateEvent.State.REDUCING, "once more"));
    }

    @Test
    void aStrategyThatIsToGoOnIsToldEveryTimeSinceRiskMayHaveDisabledIt() {
        assertEquals(
                1,
                machine.asks(TradingStateEvent.Scope.STRATEGY, "pump", TradingStateEvent.State.ACTIVE)
                        .size());
        assertEquals(
                1,
                machine.asks(TradingStateEvent.Scope.STRATEGY, "pump", TradingStateEvent.State.ACTIVE)
                        .size());
        assertEquals(
                1,
                machine.asks(TradingStateEvent.Scope.SYMBOL, "ADX_USDT", TradingStateEvent.State.ACTIVE)
                        .size());
        assertEquals(
                0,
                machine.asks(TradingStateEvent.Scope.SYMBOL, "ADX_USDT", TradingStateEvent.State.ACTIVE)
                        .size());
    }

    @Test
    void averagesTheEntryPriceByQuantity() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 1, "100", "0");
        PositionChanged position = machine.fills(Purpose.ENTRY, Direction.LONG, 3, "102", "0");
        assertEquals(Price.of("101.5"), position.averageEntryPrice());
        assertEquals(Quantity.of(4), position.quantity());
    }

    @Test
    void realisesTheProfitOfALongNetOfFees() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0.01");
        PositionChanged half = machine.fills(Purpose.EXIT, Direction.LONG, 5, "104", "0.02");
        // 5 contracts of 0.01 coins gain 4 each: 0.2.
        assertEquals(Usdt.of("0.17"), half.realised());
        assertEquals(Usdt.of("0.03"), half.fees());
        assertEquals(Price.of("100"), half.averageEntryPrice());
        PositionChanged closed = machine.fills(Purpose.EMERGENCY_EXIT, Direction.LONG, 5, "90", "0");
        assertEquals(Usdt.of("-0.33"), closed.realised());
        assertEquals(Quantity.ZERO, closed.quantity());
        assertNull(closed.averageEntryPrice());
    }

    @Test
    void realisesTheProfitOfAShort() {
        machine.fills(Purpose.ENTRY, Direction.SHORT, 10, "100", "0");
        assertEquals(
                Usdt.of("0.3"),
                machine.fills(Purpose.EXIT, Direction.SHORT, 10, "97", "0").realised());
    }

    @Test
    void keepsLongAndShortApart() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.fills(Purpose.ENTRY, Direction.SHORT, 4, "100", "0");
        assertEquals(
                Quantity.of(10), machine.position(Machine.BTC, Direction.LONG).quantity());
        assertEquals(
                Quantity.of(4), machine.position(Machine.BTC, Direction.SHORT).quantity());
    }

    @Test
    void closesNoMoreThanItHolds() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        PositionChanged closed = machine.fills(Purpose.EXIT, Direction.LONG, 15, "101", "0");
        assertEquals(Quantity.ZERO, closed.quantity());
        assertEquals(Usdt.of("0.1"), closed.realised());
        assertEquals(
                Usdt.of("0.1"),
                machine.fills(Purpose.EXIT, Direction.LONG, 1, "500", "0").realised());
    }

    @Test
    void belongsToTheStrategyThatOpenedIt() {
        machine.fills("one", Machine.BTC, Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.fills("two", Machine.BTC, Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        assertEquals("one", machine.position(Machine.BTC, Direction.LONG).strategyId());
        machine.fills("one", Machine.BTC, Purpose.EXIT, Direction.LONG, 20, "100", "0");
        machine.fills("two", Machine.BTC, Purpose.ENTRY, Direction.LONG, 5, "100", "0");
        assertEquals("two", machine.position(Machine.BTC, Direction.LONG).strategyId());
    }

    @Test
    void takesOwnershipOfWhatTheVenueShowedBeforeTheFillCame() {
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 10));
        assertNull(machine.position(Machine.BTC, Direction.LONG).strategyId());
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        assertEquals("probe", machine.position(Machine.BTC, Direction.LONG).strategyId());
    }

    @Test
    void agreesWithAVenueThatHoldsTheSame() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        List<PositionEvent> events = machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 10));
        assertEquals(1, events.size());
        PositionChanged position = machine.position(Machine.BTC, Direction.LONG);
        assertTrue(position.agrees());
        assertEquals(3, position.leverage());
        assertNotNull(position.venue());
        assertEquals(Price.of("70"), position.venue().liquidationPrice());
        assertEquals(
                List.of(), machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 10)), "the same answer again");
    }

    @Test
    void onlyNotesADifferenceAtTheFirstAnswerAndIsSureAtTheSecond() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        assertEquals(List.of(), machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 7)));
        assertFalse(machine.position(Machine.BTC, Direction.LONG).agrees());
        PositionMismatched mismatch =
                machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 7)).getFirst();
        assertEquals(MismatchKind.QUANTITY_DIFFERENCE, mismatch.kind());
        assertEquals(Quantity.of(10), mismatch.own());
        assertEquals(Quantity.of(7), mismatch.venue());
        assertEquals("s1/BTC_USDT/LONG/mismatch", machine.log.getLast().subject());
    }

    @Test
    void callsWhatOnlyTheVenueHoldsOpenedElsewhere() {
        assertEquals(List.of(), machine.mismatches(Machine.held(Machine.ETH, Direction.SHORT, 3)));
        PositionMismatched mismatch = machine.mismatches(Machine.held(Machine.ETH, Direction.SHORT, 3))
                .getFirst();
        assertEquals(MismatchKind.EXTERNAL_OPEN, mismatch.kind());
        assertEquals(Machine.ETH, mismatch.symbol());
        assertEquals(Quantity.ZERO, mismatch.own());
    }

    @Test
    void callsWhatTheVenueNoLongerHoldsAGhostWhileNothingExplainsIt() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        assertEquals(List.of(), machine.mismatches());
        PositionMismatched mismatch = machine.mismatches().getFirst();
        assertEquals(MismatchKind.GHOST_POSITION, mismatch.kind());
        assertEquals(Quantity.of(10), mismatch.own());
        assertEquals(Quantity.ZERO, mismatch.venue());
    }

    @Test
    void anotherDifferenceIsNotedAnew() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 7));
        assertEquals(List.of(), machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 8)));
        assertEquals(
                1,
                machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 8)).size());
    }

    @Test
    void anAnswerThatAgreesForgetsADifference() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 7));
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 10));
        assertEquals(List.of(), machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 7)));
    }

    @Test
    void aFillBetweenTwoAnswersForgetsADifference() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 3, "100", "0");
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 5));
        machine.fills(Purpose.ENTRY, Direction.LONG, 1, "100", "0");
        assertEquals(List.of(), machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 5)));
        assertEquals(
                1,
                machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 5)).size());
    }

    @Test
    void aFillThatTheVenueShowedBeforeWeHeardOfItIsNoMismatch() {
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 10));
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        assertEquals(List.of(), machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 10)));
        assertTrue(machine.position(Machine.BTC, Direction.LONG).agrees());
    }

    @Test
    void comparesEveryPositionOfTheSession() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.fills("probe", Machine.ETH, Purpose.ENTRY, Direction.SHORT, 5, "100", "0");
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 10));
        assertEquals(
                List.of(Machine.ETH),
                machine.mismatches(Machine.held(Machine.BTC, Direction.LONG, 10)).stream()
                        .map(PositionMismatched::symbol)
                        .toList());
        assertTrue(machine.position(Machine.BTC, Direction.LONG).agrees());
    }

    @Test
    void aMismatchIsACriticalAlert() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.venueHolds();
        machine.venueHolds();
        AlertRaised alert = machine.alerts.getFirst();
        assertEquals(Severity.CRITICAL, alert.severity());
        assertEquals("PositionMismatch", alert.kind());
        assertEquals("alerts/" + machine.log.getLast().id(), alert.alertId());
        assertEquals(Map.of("kind", "GHOST_POSITION", "own", "10", "venue", "0"), alert.details());
    }

    @ParameterizedTest
    @CsvSource({
        "OTHERS, EXTERNAL_CLOSE, CRITICAL",
        "LIQUIDATION, LIQUIDATION, CRITICAL",
        "PROTECTIVE_STOP, PROTECTIVE_STOP, WARNING"
    })
    void followsACloseThatTheVenuesHistoryExplains(Origin origin, MismatchKind kind, Severity severity) {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        var close = action("m1", false, 10, "90", "0.2", origin);
        machine.venueHolds();
        List<PositionEvent> events = answers(List.of(close));
        assertEquals(
                List.of("PositionMismatched", "PositionCorrected", "PositionChanged", "PositionMismatchResolved"),
                events.stream().map(event -> event.getClass().getSimpleName()).toList());
        assertEquals(kind, ((PositionMismatched) events.getFirst()).kind());
        assertEquals("m1", ((PositionMismatched) events.getFirst()).reference());
        PositionCorrected correction = (PositionCorrected) events.get(1);
        assertEquals(Quantity.of(10), correction.before());
        assertEquals(Quantity.ZERO, correction.after());
        assertEquals(Price.of("90"), correction.price());
        assertEquals(Usdt.of("-1.2"), correction.realised());
        assertEquals("probe", correction.strategyId());
        PositionChanged position = machine.position(Machine.BTC, Direction.LONG);
        assertTrue(position.agrees());
        assertTrue(position.quantity().isZero());
        assertEquals(Usdt.of("-1.2"), position.realised());
        assertEquals(severity, machine.alerts.getFirst().severity());
        assertEquals(List.of(), answers(List.of(close)), "nothing more to say");
        machine.checkRestores("after a correction");
    }

    @Test
    void followsWhatSomebodyElseOpenedAtTheVenuesPrice() {
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 4));
        answers(
                List.of(action("m1", true, 4, "100", "0.1", Origin.OTHERS)),
                Machine.held(Machine.BTC, Direction.LONG, 4));
        PositionChanged position = machine.position(Machine.BTC, Direction.LONG);
        assertEquals(Quantity.of(4), position.quantity());
        assertEquals(Price.of("100"), position.averageEntryPrice());
        assertEquals(Usdt.of("-0.1"), position.realised());
    }

    @ParameterizedTest
    @CsvSource({"LONG, 0.55", "SHORT, -0.55"})
    void noMoneyIsMadeOrLostByAFillThatComesBeforeWeKnowWhatOthersDid(Direction direction, String made) {
        machine.fills(Purpose.ENTRY, direction, 10, "100", "0");
        // Others open 10 more at 102, so that the venue closes at an entry price of 101; we still count from 100.
        machine.fills(Purpose.EXIT, direction, 5, "103", "0");
        var held = Machine.held(Machine.BTC, direction, 15, Price.of("101"));
        machine.venueHolds(held);
        answers(List.of(action("m1", direction, true, 10, "102", "0", Origin.OTHERS)), held);
        machine.fills(Purpose.EXIT, direction, 15, "104", "0");
        // Contracts of 0.01 coins, 5 at 103 and 15 at 104 against 10 at 100 and 10 at 102: 20.75 - 20.2.
        assertEquals(Usdt.of(made), machine.position(Machine.BTC, direction).realised());
    }

    @Test
    void countsTheFewestNewestActionsAndEachOnce() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        var old = action("m1", false, 3, "90", "0", Origin.OTHERS);
        var young = action("m2", false, 3, "80", "0", Origin.OTHERS);
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 7));
        answers(List.of(young, old), Machine.held(Machine.BTC, Direction.LONG, 7));
        assertEquals(
                Usdt.of("-0.6"), machine.position(Machine.BTC, Direction.LONG).realised());
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 4));
        answers(List.of(young, old), Machine.held(Machine.BTC, Direction.LONG, 4));
        assertEquals(
                Usdt.of("-0.9"), machine.position(Machine.BTC, Direction.LONG).realised());
    }

    @Test
    void neverCorrectsWhatAFillOfOursMayExplain() {
        var entry = action("v1", true, 10, "100", "0", Origin.OURS);
        machine.venueHolds(Machine.held(Machine.BTC, Direction.LONG, 10));
        for (int answer = 1; answer <= 5; answer++) {
            machine.pass(Duration.ofMinutes(1));
            answers(List.of(entry), Machine.held(Machine.BTC, Direction.LONG, 10));
        }
        assertEquals(
                List.of(MismatchKind.MISSED_FILL),
                machine.log.stream()
                        .map(Event::data)
                        .filter(PositionMismatched.class::isInstance)
                        .map(said -> ((PositionMismatched) said).kind())
                        .toList());
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        List<PositionEvent> events = answers(List.of(entry), Machine.held(Machine.BTC, Direction.LONG, 10));
        assertTrue(
                events.stream().anyMatch(PositionMismatchResolved.class::isInstance),
                "the late fill resolves it: " + events);
        assertEquals(
                Quantity.of(10), machine.position(Machine.BTC, Direction.LONG).quantity());
    }

    @Test
    void countsWhatOthersOpenedAndClosedWhileAFillOfOursWasMissing() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        var exit = action("v1", false, 4, "110", "0", Origin.OURS);
        answers(List.of(exit), held(6));
        answers(List.of(exit), held(6));
        var opened = action("m1", true, 3, "120", "0.1", Origin.OTHERS);
        answers(List.of(opened, exit), held(9));
        var closed = action("m2", false, 3, "118", "0.1", Origin.OTHERS);
        answers(List.of(closed, opened, exit), held(6));
        machine.fills(Purpose.EXIT, Direction.LONG, 4, "110", "0");
        answers(List.of(closed, opened, exit), held(6));
        PositionCorrected correction = corrections().getFirst();
        assertEquals(MismatchKind.EXTERNAL_CLOSE, correction.kind());
        assertEquals(List.of("m2", "m1"), correction.references());
        assertEquals(Quantity.of(6), correction.before());
        assertEquals(Quantity.of(6), correction.after());
        // 4 contracts of 0.01 coins gained 10 each, and others lost 2 on each of 3 and paid fees of 0.2.
        assertEquals(
                Usdt.of("0.14"), machine.position(Machine.BTC, Direction.LONG).realised());
        assertEquals(List.of(), answers(List.of(closed, opened, exit), held(6)), "counted once");
    }

    @Test
    void countsWhatOthersOpenedAndLostBetweenTwoAnswers() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.fills(Purpose.EXIT, Direction.LONG, 10, "100", "0");
        answers(List.of());
        var opened = action("m1", true, 3, "100", "0.1", Origin.OTHERS);
        var liquidated = action("m2", false, 3, "50", "0.1", Origin.LIQUIDATION);
        answers(List.of(liquidated, opened));
        PositionCorrected correction = corrections().getFirst();
        assertEquals(MismatchKind.LIQUIDATION, correction.kind());
        assertEquals(Usdt.of("-1.7"), correction.realised());
        assertEquals(List.of(), answers(List.of(liquidated, opened)), "counted once");
    }

    @Test
    void countsWhatOthersClosedAgainBeforeItsOpeningWasExplained() {
        var old = action("m0", false, 3, "70", "0", Origin.OTHERS);
        var opened = action("m1", true, 3, "100", "0.1", Origin.OTHERS);
        machine.venueHolds(held(3));
        assertEquals(
                MismatchKind.EXTERNAL_OPEN,
                machine.mismatches(held(3)).getFirst().kind());
        var closed = action("m2", false, 3, "50", "0.1", Origin.OTHERS);
        answers(List.of(closed, opened, old));
        PositionCorrected correction = corrections().getFirst();
        assertEquals(MismatchKind.EXTERNAL_CLOSE, correction.kind());
        assertEquals(List.of("m2", "m1"), correction.references());
        assertEquals(Usdt.of("-1.7"), correction.realised());
        assertEquals(List.of(), answers(List.of(closed, opened, old)), "counted once");
    }

    @Test
    void whatOthersOpenedAndClosedBeforeOurFirstFillIsNotOurs() {
        var opened = action("m1", true, 3, "120", "0", Origin.OTHERS);
        var closed = action("m2", false, 3, "118", "0", Origin.OTHERS);
        machine.pass(Duration.ofSeconds(1));
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        var exit = action("v1", false, 4, "110", "0", Origin.OURS);
        answers(List.of(exit, closed, opened), held(6));
        answers(List.of(exit, closed, opened), held(6));
        machine.fills(Purpose.EXIT, Direction.LONG, 4, "110", "0");
        answers(List.of(exit, closed, opened), held(6));
        assertEquals(List.of(), corrections());
        assertEquals(
                Usdt.of("0.4"), machine.position(Machine.BTC, Direction.LONG).realised());
    }

    @Test
    void aDifferenceThatIsGoneStaysOpenUntilTheHistoryIsKnown() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        var exit = action("v1", false, 4, "110", "0", Origin.OURS);
        answers(List.of(exit), held(6));
        answers(List.of(exit), held(6));
        machine.fills(Purpose.EXIT, Direction.LONG, 4, "110", "0");
        assertFalse(confirms(machine.venueAnswers(Map.of(), List.of(), "start", held(6))));
        assertTrue(confirms(machine.venueAnswers(Map.of(Machine.BTC, List.of(exit)), List.of(), "start", held(6))));
    }

    private static Held held(long quantity) {
        return Machine.held(Machine.BTC, Direction.LONG, quantity);
    }

    private List<PositionCorrected> corrections() {
        return machine.log.stream()
                .map(Event::data)
                .filter(PositionCorrected.class::isInstance)
                .map(PositionCorrected.class::cast)
                .toList();
    }

    @Test
    void correctsWhatNothingExplainsOnlyAfterAWhile() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.venueHolds();
        answers(List.of());
        machine.pass(Duration.ofMillis(14_999));
        assertEquals(List.of(), answers(List.of()));
        machine.pass(Duration.ofMillis(1));
        answers(List.of());
        assertTrue(machine.position(Machine.BTC, Direction.LONG).quantity().isZero());
        assertEquals(
                List.of("PositionMismatch", "WatchdogHalted"),
                machine.alerts.stream().map(AlertRaised::kind).toList(),
                "said once");
    }

    @Test
    void correctsNothingWhileTheHistoryIsNotKnown() {
        var entry = action("v1", true, 25, "100", "0", Origin.OURS);
        var opened = action("m1", true, 5, "100", "0", Origin.OTHERS);
        answers(List.of(entry), held(25));
        answers(List.of(opened, entry), held(30));
        answers(List.of(opened, entry), held(30));
        machine.pass(Duration.ofMinutes(1));
        machine.venueHolds(held(30));
        assertEquals(List.of(), corrections());
        machine.fills(Purpose.ENTRY, Direction.LONG, 25, "100", "0");
        answers(List.of(opened, entry), held(30));
        answers(List.of(opened, entry), held(30));
        assertEquals(List.of("m1"), corrections().getFirst().references());
        assertEquals(
                Quantity.of(30), machine.position(Machine.BTC, Direction.LONG).quantity());
    }

    @Test
    void followsTheEntryPriceOfWhatSomebodyClosedAndOpenedAgain() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        Held moved = Machine.held(Machine.BTC, Direction.LONG, 10, Price.of("101"));
        assertEquals(List.of(), machine.mismatches(moved), "one answer may be out of step");
        PositionMismatched mismatch = machine.mismatches(moved).getFirst();
        assertEquals(MismatchKind.PRICE_DIFFERENCE, mismatch.kind());
        assertEquals(
                Price.of("101"), machine.position(Machine.BTC, Direction.LONG).averageEntryPrice());
        assertEquals(
                Quantity.of(10), machine.position(Machine.BTC, Direction.LONG).quantity());
        assertEquals(List.of(), machine.venueHolds(moved), "nothing more to say");
    }

    @Test
    void countsWhatWasRealisedByClosingAndOpeningAgain() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        Held moved = Machine.held(Machine.BTC, Direction.LONG, 10, Price.of("104"));
        var closed = action("m1", false, 10, "103", "0.1", Origin.OTHERS);
        var opened = action("m2", true, 10, "104", "0.1", Origin.OTHERS);
        machine.venueHolds(moved);
        answers(List.of(opened, closed), moved);
        PositionChanged position = machine.position(Machine.BTC, Direction.LONG);
        assertEquals(Price.of("104"), position.averageEntryPrice());
        assertEquals(Usdt.of("0.1"), position.realised());
        assertEquals(List.of("m2", "m1"), corrections().getFirst().references());
    }

    @Test
    void anEntryPriceThatOnlyRoundingMovedIsNoMismatch() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        Held rounded = Machine.held(Machine.BTC, Direction.LONG, 10, Price.of("100.5"));
        machine.venueHolds(rounded);
        assertEquals(List.of(), machine.mismatches(rounded));
        assertEquals(
                Price.of("100"), machine.position(Machine.BTC, Direction.LONG).averageEntryPrice());
    }

    @Test
    void confirmsAComparisonOnlyWhenNoDifferenceIsOpen() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        assertFalse(confirms(machine.venueAnswers(Map.of(), List.of(), "breaker closed")));
        List<PositionEvent> corrected = machine.venueAnswers(
                Map.of(Machine.BTC, List.of(action("m1", false, 10, "90", "0", Origin.OTHERS))),
                List.of(),
                "breaker closed");
        assertTrue(confirms(corrected));
        PositionsReconciled reconciled = (PositionsReconciled) corrected.getLast();
        assertEquals("breaker closed", reconciled.cause());
        assertEquals(1, reconciled.mismatches());
        assertFalse(confirms(machine.venueHolds()), "nobody asked");
    }

    @Test
    void saysOfEachOrderThatIsNotOursOnce() {
        var stranger = new Stranger("x1", Machine.BTC, Direction.LONG, Quantity.of(2));
        List<PositionEvent> first = machine.venueAnswers(Map.of(), List.of(stranger), null);
        assertEquals(MismatchKind.UNKNOWN_ORDER, ((PositionMismatched) first.getFirst()).kind());
        assertEquals(List.of(), machine.venueAnswers(Map.of(), List.of(stranger), null));
    }

    @Test
    void anOrderThatWasSeenRestingExplainsWhatItDidWhenItIsFilled() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.venueAnswers(
                Map.of(), List.of(new Stranger("x1", Machine.BTC, Direction.LONG, Quantity.of(2))), null, held(10));
        var opened = action("x1", true, 2, "100", "0", Origin.OTHERS);
        answers(List.of(opened), held(12));
        answers(List.of(opened), held(12));
        assertEquals(List.of("x1"), corrections().getFirst().references());
    }

    @Test
    void whatAnOrderOfOthersDidSoFarIsExplainedWhenItIsOver() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        var resting = List.of(new Stranger("x1", Machine.BTC, Direction.LONG, Quantity.of(5)));
        for (int answer = 1; answer <= 20; answer++) {
            machine.pass(Duration.ofSeconds(1));
            machine.venueAnswers(Map.of(Machine.BTC, List.of()), resting, null, held(12));
        }
        assertEquals(List.of(), corrections());
        var opened = action("x1", true, 5, "100", "0", Origin.OTHERS);
        answers(List.of(opened), held(15));
        answers(List.of(opened), held(15));
        assertEquals(List.of("x1"), corrections().getFirst().references());
        assertTrue(machine.states().isEmpty(), "nobody had to look");
    }

    private static boolean confirms(List<PositionEvent> events) {
        return events.stream().anyMatch(PositionsReconciled.class::isInstance);
    }

    private List<PositionEvent> answers(List<VenueAction> history, Held... held) {
        return machine.venueAnswers(Map.of(Machine.BTC, history), List.of(), null, held);
    }

    private VenueAction action(String id, boolean opens, long quantity, String price, String fee, Origin origin) {
        return action(id, Direction.LONG, opens, quantity, price, fee, origin);
    }

    private VenueAction action(
            String id, Direction direction, boolean opens, long quantity, String price, String fee, Origin origin) {
        return new VenueAction(
                id,
                Machine.BTC,
                direction,
                opens,
                Quantity.of(quantity),
                Price.of(price),
                Machine.CONTRACT,
                Usdt.of(fee),
                machine.now(),
                origin);
    }
}
