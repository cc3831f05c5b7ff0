package dev.tapedeck.strategy.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrategyDeciderTest {
    private static final String EPISODE = Inputs.INSTANCE + "/1000000";
    private static final StrategyDefinition IMMEDIATE = Inputs.strategy(Direction.LONG, false);
    private static final StrategyDefinition PATIENT = Inputs.strategy(Direction.LONG, true);

    private final Inputs inputs = new Inputs();
    private final Machine machine = new Machine();

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() throws JsonProcessingException {
        assertEquals(machine.book, machine.folded());
        String snapshot = Json.MAPPER.writeValueAsString(machine.book);
        assertEquals(machine.book, Json.MAPPER.readValue(snapshot, StrategyBook.class));
    }

    @Test
    void activatesAnInstancePerSymbolAndWaitsForAFreshFeed() {
        assertEquals(List.of("StrategyActivated", "SESSION_STARTED"), see(inputs.session(State.RUNNING, PATIENT)));
        assertEquals(StrategyState.MONITORING, machine.instance().state());
        assertEquals(List.of(PauseCause.FEED_NOT_FRESH), machine.instance().pausedBy());
        assertEquals(List.of(), see(market(1000, Inputs.S1)));
        assertEquals(List.of("FEED_FRESH"), see(inputs.feed(FeedEvent.State.LIVE)));
        assertEquals(List.of("S1"), see(market(1001, Inputs.S1)));
    }

    @Test
    void opensAnEpisodeNamedAfterItsTimeAndReportsEveryCondition() {
        running(PATIENT);
        see(market(1000, Inputs.S1));
        SignalRaised raised = machine.lastSignal();
        assertEquals(EPISODE, raised.episodeId());
        assertEquals("signals/" + EPISODE + "/S1", machine.lastSignalId());
        assertEquals(EPISODE, machine.log.getLast().correlationId());
        assertEquals(
                List.of(new ConditionResult(Inputs.S1, Operator.AT_LEAST, 1, null, 1.0, true)), raised.conditions());
        assertEquals(StrategyState.MONITORING, raised.from());
        assertEquals(StrategyState.SIGNAL_DETECTED, raised.to());
    }

    @Test
    void entersOnceWhenZ1Fires() {
        running(PATIENT);
        see(market(1000, Inputs.S1));
        assertEquals(List.of(), see(market(1001, Inputs.S1)));
        assertEquals(List.of("Z1"), see(market(1002, Inputs.Z1)));
        assertEquals(
                new EntryIntent(Usdt.of(200), 3, Price.of("95"), 50),
                machine.lastSignal().entry());
        assertEquals(List.of(), see(market(1003, Inputs.S1, Inputs.Z1)));
    }

    @Test
    void entersWithTheDetectionWhenZ1IsEmpty() {
        running(IMMEDIATE);
        assertEquals(List.of("S1", "Z1"), see(market(1000, Inputs.S1)));
    }

    @Test
    void roundsTheStopLossTowardsTheDecisionPrice() {
        running(IMMEDIATE);
        see(inputs.market(1000, "0.000012345678", Inputs.S1));
        EntryIntent entry = machine.lastSignal().entry();
        assertNotNull(entry);
        // 0.0000117283941 to 8 digits, up.
        assertEquals(Price.of("0.000011728395"), entry.stopLossPrice());
    }

    @Test
    void putsTheStopLossOfAShortAbove() {
        running(Inputs.strategy(Direction.SHORT, false));
        see(market(1000, Inputs.S1));
        EntryIntent entry = machine.lastSignal().entry();
        assertNotNull(entry);
        assertEquals(Price.of("105"), entry.stopLossPrice());
    }

    @Test
    void looksAwayAfterO1UntilTheDetectionWouldHaveTimedOut() {
        running(PATIENT);
        see(market(1000, Inputs.S1));
        assertEquals(List.of("NearMissed", "O1"), see(market(1010, Inputs.O1, Inputs.Z1)));
        assertEquals(List.of(), see(market(1029, Inputs.S1)));
        assertEquals(List.of("COOLDOWN_ENDED", "S1"), see(market(1030, Inputs.S1)));
    }

    @Test
    void timesOutWhenZ1DoesNotFire() {
        running(PATIENT);
        see(market(1000, Inputs.S1));
        assertEquals(List.of("NearMissed", "ENTRY_TIMED_OUT"), see(market(1030, Inputs.Z1)));
        assertEquals(List.of(), see(market(1149, Inputs.S1)));
        assertEquals(List.of("COOLDOWN_ENDED"), see(market(1150)));
    }

    @Test
    void coolsDownFromTheDecisionWhenTheEntryFails() {
        for (String outcome : List.of("ENTRY_DENIED", "ENTRY_REJECTED", "ENTRY_EXPIRED", "ENTRY_CANCELLED")) {
            var each = new Machine();
            start(each, IMMEDIATE);
            each.see(market(1000, Inputs.S1));
            Event<?> failure = outcomeOfEntry(outcome, each.lastSignalId());
            assertEquals(List.of("NearMissed", outcome), each.see(failure));
            assertEquals(List.of(), each.see(failure));
            assertEquals(StrategyState.COOLDOWN, each.instance().state());
            assertEquals(List.of(), each.see(market(1119)));
            assertEquals(List.of("COOLDOWN_ENDED"), each.see(market(1120)));
        }
    }

    private Event<?> outcomeOfEntry(String outcome, String signalId) {
        return switch (outcome) {
            case "ENTRY_DENIED" -> inputs.denied(signalId, Purpose.ENTRY);
            case "ENTRY_REJECTED" -> inputs.rejected(signalId);
            case "ENTRY_EXPIRED" -> inputs.expired(signalId);
            default -> inputs.cancelled(signalId, "0");
        };
    }

    @Test
    void ignoresTheOutcomeOfAnotherOrder() {
        running(IMMEDIATE);
        see(market(1000, Inputs.S1));
        assertEquals(List.of(), see(inputs.rejected("signals/other/Z1")));
    }

    @Test
    void waitsForTheFillOfAPartlyFilledEntry() {
        running(IMMEDIATE);
        see(market(1000, Inputs.S1));
        assertEquals(List.of(), see(inputs.cancelled(machine.lastSignalId(), "1")));
        assertEquals(StrategyState.ENTRY_EVALUATION, machine.instance().state());
    }

    @Test
    void accumulatesPartialFillsAndCountsEachOnce() {
        holding(IMMEDIATE);
        assertEquals(List.of("StrategyPositionChanged"), see(inputs.fill("f2", Purpose.ENTRY, "102", "1")));
        assertEquals(List.of(), see(inputs.fill("f2", Purpose.ENTRY, "102", "1")));
        var position = machine.instance().position();
        assertNotNull(position);
        assertEquals("3", position.quantity().toString());
        assertEquals("100.6666666666667", position.averageEntryPrice().toString());
    }

    @Test
    void opensThePositionEvenWhenTheEntryFillsLate() {
        running(IMMEDIATE);
        see(market(1000, Inputs.S1));
        see(market(1040));
        assertEquals(StrategyState.COOLDOWN, machine.instance().state());
        assertEquals(
                List.of("StrategyPositionChanged", "ENTRY_FILLED"), see(inputs.fill("f1", Purpose.ENTRY, "100", "2")));
        assertEquals(List.of("ZE1"), see(market(1041, Inputs.ZE1)));
    }

    @Test
    void closesOnceAndCoolsDownInEventTime() {
        holding(IMMEDIATE);
        assertEquals(List.of("ZE1"), see(market(1010, Inputs.ZE1)));
        assertEquals(List.of(), see(market(1011, Inputs.ZE1)));
        assertEquals(List.of("StrategyPositionChanged"), see(inputs.fill("f2", Purpose.EXIT, "101", "1")));
        assertEquals(
                List.of("StrategyPositionChanged", "EXIT_FILLED"), see(inputs.fill("f3", Purpose.EXIT, "101", "1")));
        assertEquals(StrategyState.EXITED, machine.instance().state());
        assertNull(machine.instance().position());
        assertEquals(List.of("COOLDOWN_STARTED"), see(market(1012, Inputs.S1)));
        assertEquals(List.of(), see(market(1131, Inputs.S1)));
        assertEquals(List.of("COOLDOWN_ENDED", "S1", "Z1"), see(market(1132, Inputs.S1)));
    }

    @Test
    void prefersTheEmergencyExit() {
        holding(IMMEDIATE);
        assertEquals(List.of("E1"), see(market(1010, Inputs.ZE1, Inputs.E1)));
        assertEquals("signals/" + EPISODE + "/E1", machine.lastSignalId());
    }

    @Test
    void raisesAFailedExitAgainWithADoublingPause() {
        holding(IMMEDIATE);
        see(market(1010, Inputs.ZE1));
        assertEquals(List.of("EXIT_FAILED"), see(inputs.rejected(machine.lastSignalId())));
        assertEquals(List.of(), see(market(1014)));
        assertEquals(List.of("ZE1"), see(market(1015)));
        assertEquals("signals/" + EPISODE + "/ZE1/2", machine.lastSignalId());
        see(inputs.denied(machine.lastSignalId(), Purpose.EXIT));
        assertEquals(List.of(), see(market(1024)));
        assertEquals(List.of("E1"), see(market(1025, Inputs.E1)));
        assertEquals("signals/" + EPISODE + "/E1/3", machine.lastSignalId());
    }

    @Test
    void raisesAnExitAgainAfterAMinuteWithoutNews() {
        holding(IMMEDIATE);
        see(market(1010, Inputs.ZE1));
        assertEquals(List.of(), see(market(1069)));
        assertEquals(List.of("ZE1"), see(market(1070)));
    }

    @Test
    void closesAfterTheLongestHold() {
        holding(IMMEDIATE);
        assertEquals(List.of(), see(market(1599)));
        assertEquals(List.of("ZE1"), see(market(1600)));
        assertEquals(
                new ConditionResult("position_age_seconds", Operator.AT_LEAST, 600, null, 600.0, true),
                machine.lastSignal().conditions().getLast());
    }

    @Test
    void noticesThatThePositionWasClosedElsewhere() {
        holding(IMMEDIATE);
        assertEquals(
                List.of("StrategyPositionChanged", "POSITION_CLOSED_ELSEWHERE"),
                see(inputs.fill("f2", Purpose.EMERGENCY_EXIT, "95", "2")));
        assertEquals(StrategyState.EXITED, machine.instance().state());
    }

    @Test
    void aPositionThatTheVenueNoLongerHoldsIsLeftWithItsReason() {
        holding(IMMEDIATE);
        assertEquals(
                List.of("StrategyPositionChanged", "POSITION_CLOSED_ELSEWHERE"),
                see(inputs.correction(MismatchKind.LIQUIDATION, "0")));
        assertEquals(StrategyState.EXITED, machine.instance().state());
        assertNull(machine.instance().position());
    }

    @Test
    void followsAReductionAndIgnoresWhatOthersAdded() {
        holding(IMMEDIATE);
        assertEquals(List.of(), see(inputs.correction(MismatchKind.EXTERNAL_OPEN, "9")));
        assertEquals(List.of("StrategyPositionChanged"), see(inputs.correction(MismatchKind.EXTERNAL_CLOSE, "1")));
        assertEquals(StrategyState.POSITION_ACTIVE, machine.instance().state());
        assertEquals(
                Quantity.of(1),
                Objects.requireNonNull(machine.instance().position()).quantity());
    }

    @Test
    void neverDetectsOrEntersWhilePausedButClosesAllTheSame() {
        for (Event<?> pause : List.of(
                inputs.venue(Breaker.OPEN),
                inputs.venue(Breaker.HALF_OPEN),
                inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.HALTED),
                inputs.trading(Scope.GLOBAL, "watchdog", TradingStateEvent.State.HALTED),
                inputs.trading(Scope.SESSION, "s1", TradingStateEvent.State.REDUCING),
                inputs.trading(Scope.STRATEGY, "probe", TradingStateEvent.State.REDUCING),
                inputs.trading(Scope.SYMBOL, "ADX_USDT", TradingStateEvent.State.HALTED))) {
            var watching = new Machine();
            start(watching, IMMEDIATE);
            assertEquals(1, watching.see(pause).size());
            assertEquals(List.of(), watching.see(pause));
            assertEquals(List.of(), watching.see(market(1000, Inputs.S1)));
            var holder = new Machine();
            start(holder, IMMEDIATE);
            holder.see(market(1000, Inputs.S1));
            holder.see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
            holder.see(pause);
            assertEquals(List.of("ZE1"), holder.see(market(1010, Inputs.ZE1)));
        }
    }

    @Test
    void entersNotWhilePausedAfterTheDetection() {
        running(PATIENT);
        see(market(1000, Inputs.S1));
        see(inputs.venue(Breaker.OPEN));
        assertEquals(List.of(), see(market(1001, Inputs.Z1)));
        assertEquals(List.of("VENUE_AVAILABLE"), see(inputs.venue(Breaker.CLOSED)));
        assertEquals(List.of("Z1"), see(market(1002, Inputs.Z1)));
    }

    @Test
    void resumesOnlyWhenEveryCauseIsGone() {
        running(IMMEDIATE);
        see(inputs.venue(Breaker.OPEN));
        see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.REDUCING));
        see(inputs.venue(Breaker.CLOSED));
        assertEquals(List.of(), see(market(1000, Inputs.S1)));
        assertEquals(
                List.of("TRADING_RESUMED"),
                see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.ACTIVE)));
        assertEquals(List.of("S1", "Z1"), see(market(1001, Inputs.S1)));
    }

    @Test
    void theWatchdogsHaltAndTheOperatorsEndEachForItself() {
        running(IMMEDIATE);
        see(inputs.trading(Scope.GLOBAL, "all", TradingStateEvent.State.HALTED));
        see(inputs.trading(Scope.GLOBAL, "watchdog", TradingStateEvent.State.HALTED));
        see(inputs.trading(Scope.GLOBAL, "watchdog", TradingStateEvent.State.ACTIVE));
        assertEquals(List.of(), see(market(1000, Inputs.S1)));
        see(inputs.trading(Scope.GLOBAL, "all", TradingStateEvent.State.ACTIVE));
        assertEquals(List.of("S1", "Z1"), see(market(1001, Inputs.S1)));
    }

    @Test
    void holdsThePositionThroughAStaleFeedAndJudgesItOnFreshValuesOnly() {
        holding(IMMEDIATE);
        see(inputs.feed(FeedEvent.State.STALE));
        assertEquals(List.of(), see(market(1010, Inputs.ZE1)));
        assertNotNull(machine.instance().position());
        see(inputs.feed(FeedEvent.State.POLLING));
        assertEquals(List.of("ZE1"), see(market(1011, Inputs.ZE1)));
    }

    @Test
    void closesWhatIsHeldWhenTheSessionStops() {
        holding(IMMEDIATE);
        assertEquals(List.of("SESSION_STOPPED"), see(inputs.session(State.STOPPED, IMMEDIATE)));
        assertEquals(List.of("E1"), see(market(1010)));
        assertEquals(
                "session_stopped", machine.lastSignal().conditions().getLast().indicator());
        see(inputs.fill("f2", Purpose.EMERGENCY_EXIT, "101", "2"));
        assertEquals(StrategyState.INACTIVE, machine.instance().state());
        assertEquals(List.of(), see(market(1011, Inputs.S1)));
    }

    @Test
    void closesAnEntryThatFillsAfterTheSessionStopped() {
        running(IMMEDIATE);
        see(market(1000, Inputs.S1));
        see(inputs.session(State.STOPPED, IMMEDIATE));
        assertEquals(StrategyState.INACTIVE, machine.instance().state());
        see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
        assertEquals(List.of("E1"), see(market(1001)));
    }

    @Test
    void startsAgainAfterAStop() {
        running(IMMEDIATE);
        see(inputs.session(State.STOPPED, IMMEDIATE));
        assertEquals(List.of("SESSION_STARTED"), see(inputs.session(State.RUNNING, IMMEDIATE)));
        assertEquals(List.of("S1", "Z1"), see(market(1000, Inputs.S1)));
    }

    @Test
    void stopsAStrategyThatTheSessionDropped() {
        running(IMMEDIATE);
        assertEquals(List.of("SESSION_STOPPED"), see(inputs.session(State.RUNNING)));
    }

    @Test
    void decidesByANewDefinitionAtOnce() {
        running(IMMEDIATE);
        assertEquals(List.of("StrategyActivated"), see(inputs.session(State.RUNNING, PATIENT)));
        assertEquals(List.of("S1"), see(market(1000, Inputs.S1)));
    }

    @Test
    void neverDecidesTwiceOnTheSameOrOlderValues() {
        running(IMMEDIATE);
        see(market(1000, Inputs.S1));
        see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
        assertEquals(List.of(), see(market(1000, Inputs.E1)));
        assertEquals(List.of(), see(market(999, Inputs.E1)));
        assertEquals(List.of("E1"), see(market(1001, Inputs.E1)));
    }

    @Test
    void goesOnWhenTheMarketsClockIsSetBack() {
        holding(IMMEDIATE);
        assertEquals(List.of("E1"), see(market(-2_601, Inputs.E1)));
    }

    @Test
    void passesNoConditionOnAValueThatIsNotThere() {
        running(Inputs.strategy(
                Direction.LONG,
                Map.of(
                        Section.S1,
                        List.of(Inputs.atLeastOne(Inputs.S1)),
                        Section.Z1,
                        List.of(new Condition("rush_orders_5", Operator.LESS_THAN, 9, null)))));
        assertEquals(List.of("S1"), see(market(1000, Inputs.S1)));
        assertEquals(List.of(), see(market(1001)));
    }

    @Test
    void comparesAsItsOperatorSays() {
        assertTrue(fires(Operator.GREATER_THAN, 0.9, null));
        assertFalse(fires(Operator.GREATER_THAN, 1, null));
        assertTrue(fires(Operator.AT_LEAST, 1, null));
        assertTrue(fires(Operator.LESS_THAN, 1.1, null));
        assertFalse(fires(Operator.LESS_THAN, 1, null));
        assertTrue(fires(Operator.AT_MOST, 1, null));
        assertTrue(fires(Operator.BETWEEN, 1, 2.0));
        assertTrue(fires(Operator.BETWEEN, 0, 1.0));
        assertFalse(fires(Operator.BETWEEN, 1.1, 2.0));
    }

    private boolean fires(Operator operator, double value, @Nullable Double upper) {
        var each = new Machine();
        start(
                each,
                Inputs.strategy(
                        Direction.LONG, Map.of(Section.S1, List.of(new Condition(Inputs.S1, operator, value, upper)))));
        return !each.see(market(1000, Inputs.S1)).isEmpty();
    }

    @Test
    void measuresThePositionOfALong() {
        // Entered at 100, best 102, now 101.
        assertMeasures(Direction.LONG, "102", "101", 100, 10_000.0 / 102);
    }

    @Test
    void measuresThePositionOfAShort() {
        // Entered at 100, best 96, now 99.
        assertMeasures(Direction.SHORT, "96", "99", 100, 10_000.0 * 3 / 96);
    }

    private void assertMeasures(Direction direction, String best, String last, double returnBps, double drawdownBps) {
        var exit = List.of(
                new Condition("position_return_bps", Operator.AT_LEAST, -10_000, null),
                new Condition("position_age_seconds", Operator.AT_LEAST, 10, null),
                new Condition("position_drawdown_bps", Operator.AT_LEAST, 0, null));
        running(Inputs.strategy(
                direction, Map.of(Section.S1, List.of(Inputs.atLeastOne(Inputs.S1)), Section.ZE1, exit)));
        see(market(1000, Inputs.S1));
        see(inputs.fill("f1", EPISODE, Purpose.ENTRY, direction, "100", "2"));
        assertEquals(List.of("BestPriceReached"), see(inputs.market(1001, best)));
        assertEquals(List.of(), see(inputs.market(1002, last)));
        assertEquals(List.of("ZE1"), see(inputs.market(1010, last)));
        double[] values = machine.lastSignal().conditions().stream()
                .mapToDouble(result -> result.value() == null ? Double.NaN : result.value())
                .toArray();
        assertArrayEquals(new double[] {returnBps, 10, drawdownBps}, values, 1e-9);
    }

    private void running(StrategyDefinition strategy) {
        start(machine, strategy);
    }

    private void start(Machine each, StrategyDefinition strategy) {
        each.see(inputs.session(State.RUNNING, strategy));
        each.see(inputs.feed(FeedEvent.State.LIVE));
    }

    private void holding(StrategyDefinition strategy) {
        running(strategy);
        see(market(1000, Inputs.S1));
        see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
        assertEquals(StrategyState.POSITION_ACTIVE, machine.instance().state());
    }

    private Event<?> market(long atSeconds, String... ones) {
        return inputs.market(atSeconds, "100", ones);
    }

    /** Shows the input twice: the second time it must say nothing new. */
    private List<String> see(Event<?> input) {
        List<String> names = machine.see(input);
        assertEquals(List.of(), machine.see(input), "the repeat of " + input);
        return names;
    }
}
