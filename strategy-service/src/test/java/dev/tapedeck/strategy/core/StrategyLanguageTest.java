package dev.tapedeck.strategy.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.NearMissReason;
import dev.tapedeck.contracts.event.SignalEvent.NearMissed;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.Sizing;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.strategy.core.Declared.Option;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups, durations, sizing, stops by a number, entries again, near misses, changes while it runs. */
class StrategyLanguageTest {
    private static final String EPISODE = Inputs.INSTANCE + "/1000000";

    private final Inputs inputs = new Inputs();
    private final Machine machine = new Machine();

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() throws JsonProcessingException {
        assertEquals(machine.book, machine.folded());
        String snapshot = Json.MAPPER.writeValueAsString(machine.book);
        assertEquals(machine.book, Json.MAPPER.readValue(snapshot, StrategyBook.class));
    }

    // Groups.

    @Test
    void aGroupAnyPassesWithOneMemberAndAGroupAllWithEvery() {
        // O1 and any(Z1, all(ZE1, E1))
        var s1 = List.of(
                Inputs.atLeastOne(Inputs.O1),
                grouped(Inputs.Z1, "any1"),
                grouped(Inputs.ZE1, "any1", "all1"),
                grouped(Inputs.E1, "any1", "all1"));
        assertTrue(detects(s1, Inputs.O1, Inputs.Z1));
        assertTrue(detects(s1, Inputs.O1, Inputs.ZE1, Inputs.E1));
        assertTrue(!detects(s1, Inputs.O1, Inputs.ZE1));
        assertTrue(!detects(s1, Inputs.O1));
        assertTrue(!detects(s1, Inputs.Z1, Inputs.ZE1, Inputs.E1));
    }

    @Test
    void neighbouringGroupsCountEachForItself() {
        var s1 = List.of(grouped(Inputs.O1, "any0"), grouped(Inputs.Z1, "any0"), grouped(Inputs.ZE1, "any1"));
        assertTrue(detects(s1, Inputs.Z1, Inputs.ZE1));
        assertTrue(!detects(s1, Inputs.O1, Inputs.Z1));
    }

    @Test
    void aConditionAfterAGroupInsideAnotherStillCounts() {
        // all(any(O1), Z1)
        var s1 = List.of(grouped(Inputs.O1, "all0", "any0"), grouped(Inputs.Z1, "all0"));
        assertTrue(detects(s1, Inputs.O1, Inputs.Z1));
        assertTrue(!detects(s1, Inputs.O1));
        assertTrue(!detects(s1, Inputs.Z1));
    }

    @Test
    void reportsEveryConditionOfAGroupPassedOrNot() {
        running(Declared.probe(
                Map.of(Section.S1, List.of(grouped(Inputs.S1, "any0"), grouped(Inputs.O1, "any0", "all1")))));
        see(market(1000, Inputs.S1));
        assertEquals(
                List.of(
                        new ConditionResult(
                                Inputs.S1, Operator.AT_LEAST, 1, null, 1.0, true, null, null, List.of("any0")),
                        new ConditionResult(
                                Inputs.O1,
                                Operator.AT_LEAST,
                                1,
                                null,
                                0.0,
                                false,
                                null,
                                null,
                                List.of("any0", "all1"))),
                signals().getFirst().conditions());
    }

    private boolean detects(List<Condition> s1, String... ones) {
        var each = new Machine();
        start(each, Declared.probe(Map.of(Section.S1, s1)));
        return !each.see(market(1000, ones)).isEmpty();
    }

    private static Condition grouped(String indicator, String... groups) {
        return new Condition(indicator, Operator.AT_LEAST, 1, null, null, List.of(groups));
    }

    // Durations.

    @Test
    void passesWhenTheComparisonHasHeldForItsTime() {
        running(held(Section.S1, Inputs.S1, 5));
        assertEquals(List.of("ConditionHoldChanged"), see(market(1000, Inputs.S1)));
        assertEquals(List.of(), see(market(1004, Inputs.S1)));
        assertEquals(List.of("S1", "Z1"), see(market(1005, Inputs.S1)));
        SignalRaised detection = signals().getFirst();
        assertEquals(5, detection.conditions().getFirst().forSeconds());
        assertEquals(5.0, detection.conditions().getFirst().heldSeconds());
    }

    @Test
    void startsAgainAfterABreak() {
        running(held(Section.S1, Inputs.S1, 5));
        see(market(1000, Inputs.S1));
        assertEquals(List.of("ConditionHoldChanged"), see(market(1003)));
        assertEquals(List.of(), see(market(1004)));
        assertEquals(List.of("ConditionHoldChanged"), see(market(1005, Inputs.S1)));
        assertEquals(List.of(), see(market(1009, Inputs.S1)));
        assertEquals(List.of("S1", "Z1"), see(market(1010, Inputs.S1)));
    }

    @Test
    void aValueThatIsNotReadyIsABreak() {
        running(held(Section.S1, "rsi_14_60", 5));
        see(inputs.values(1000, "100", Map.of("rsi_14_60", 2.0)));
        assertEquals(List.of("ConditionHoldChanged"), see(inputs.values(1003, "100", Map.of())));
        see(inputs.values(1004, "100", Map.of("rsi_14_60", 2.0)));
        assertEquals(List.of(), see(inputs.values(1008, "100", Map.of("rsi_14_60", 2.0))));
    }

    @Test
    void lateValuesNeitherStartNorBreakAHold() {
        running(held(Section.S1, Inputs.S1, 5));
        see(market(1000, Inputs.S1));
        assertEquals(List.of(), see(market(999)));
        assertEquals(List.of("S1", "Z1"), see(market(1005, Inputs.S1)));
    }

    @Test
    void aClockThatWasSetBackStartsTheCountAgain() {
        running(held(Section.S1, Inputs.S1, 5));
        see(market(10_000, Inputs.S1));
        assertEquals(List.of("ConditionHoldChanged"), see(market(5_000, Inputs.S1)));
        assertEquals(List.of(), see(market(5_004, Inputs.S1)));
        assertEquals(List.of("S1", "Z1"), see(market(5_005, Inputs.S1)));
    }

    @Test
    void aPauseBreaksWhatHeldForAnEntry() {
        running(held(Section.S1, Inputs.S1, 5));
        see(market(1000, Inputs.S1));
        see(inputs.feed(FeedEvent.State.STALE));
        see(inputs.feed(FeedEvent.State.LIVE));
        assertEquals(List.of("ConditionHoldChanged"), see(market(1005, Inputs.S1)));
        assertEquals(List.of("S1", "Z1"), see(market(1010, Inputs.S1)));
    }

    @Test
    void remembersOnlyWhatItsStateEvaluates() {
        var e1 = new Condition(Inputs.E1, Operator.AT_LEAST, 1, null, 5, null);
        running(Declared.probe(Map.of(Section.S1, List.of(Inputs.atLeastOne(Inputs.S1)), Section.E1, List.of(e1))));
        see(market(1000, Inputs.S1, Inputs.E1));
        assertEquals(List.of(), see(market(1001, Inputs.E1)));
        see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
        assertEquals(List.of("ConditionHoldChanged"), see(market(1002, Inputs.E1)));
        assertEquals(List.of("E1"), see(market(1007, Inputs.E1)));
        see(inputs.fill("f2", Purpose.EMERGENCY_EXIT, "100", "2"));
        assertEquals(Map.of(), machine.instance().holds());
    }

    @Test
    void anExitThatIsRepeatedRemembersForHowLongTheEmergencyHolds() {
        var e1 = new Condition(Inputs.E1, Operator.AT_LEAST, 1, null, 5, null);
        running(Declared.probe(Map.of(
                Section.S1,
                List.of(Inputs.atLeastOne(Inputs.S1)),
                Section.ZE1,
                List.of(Inputs.atLeastOne(Inputs.ZE1)),
                Section.E1,
                List.of(e1))));
        enter();
        assertEquals(List.of("ConditionHoldChanged", "ZE1"), see(market(1002, Inputs.ZE1, Inputs.E1)));
        see(inputs.rejected(machine.lastSignalId()));
        assertEquals(List.of("E1"), see(market(1007, Inputs.E1)));
    }

    private static StrategyDefinition held(Section section, String indicator, int seconds) {
        return Declared.probe(
                Map.of(section, List.of(new Condition(indicator, Operator.AT_LEAST, 1, null, seconds, null))));
    }

    // Sizing.

    @Test
    void asksForAPercentageOfTheEquity() {
        assertEquals(new BigDecimal("250"), equityBps(Sizing.percentOfEquity(new BigDecimal("2.5")), 7.0));
    }

    @Test
    void asksForTheMarginThatALiquidationMayTake() {
        // 1 % of the equity as margin, at leverage 3.
        assertEquals(new BigDecimal("300"), equityBps(Sizing.liquidationDistance(BigDecimal.ONE), 7.0));
    }

    @Test
    void asksForLessTheMoreVolatileTheMarketIs() {
        var sizing = Sizing.volatility(new BigDecimal("0.5"), "volatility_300", BigDecimal.valueOf(20));
        // 0.5 % / 7 % per second of the equity, cut to 8 digits; 0.5 / 0.001 would be 50000 % and is capped.
        assertEquals(new BigDecimal("714.28571"), equityBps(sizing, 7.0));
        assertEquals(new BigDecimal("2000"), equityBps(sizing, 0.001));
    }

    private BigDecimal equityBps(Sizing sizing, double volatility) {
        var each = new Machine();
        start(each, Declared.probe(Option.sizing(sizing)));
        each.see(inputs.values(1000, "100", Map.of(Inputs.S1, 1.0, "volatility_300", volatility)));
        EntryIntent intent = Objects.requireNonNull(each.lastSignal().entry());
        assertEquals(null, intent.notional());
        return Objects.requireNonNull(intent.equityBps());
    }

    @Test
    void doesNotEnterUntilTheVolatilityIsReadyAndSaysSoOnce() {
        var sizing = Sizing.volatility(BigDecimal.ONE, "volatility_300", BigDecimal.valueOf(20));
        running(Declared.probe(Option.sizing(sizing)));
        assertEquals(List.of("S1", "NearMissed"), see(market(1000, Inputs.S1)));
        assertEquals(NearMissReason.SIZING_NOT_READY, lastMiss().reason());
        assertEquals(
                "volatility_300 must be above 0 to size the entry, was null",
                lastMiss().detail());
        assertEquals(List.of(), see(inputs.values(1001, "100", Map.of("volatility_300", 0.0))));
        assertEquals(List.of("Z1"), see(inputs.values(1002, "100", Map.of("volatility_300", 0.1))));
    }

    // Stops by a number.

    @Test
    void takesTheProfitAtItsNumber() {
        running(Declared.probe(Option.takeProfit(200)));
        enter();
        assertEquals(List.of(), see(inputs.market(1001, "101.99")));
        assertEquals(List.of("ZE1"), see(inputs.market(1002, "102.5")));
        assertBecause("position_return_bps", 200, 250);
    }

    @Test
    void trailsTheBestPriceOnceItWasFarEnough() {
        running(Declared.probe(Option.trailing(100, 300)));
        enter();
        assertEquals(List.of("BestPriceReached"), see(inputs.market(1001, "102")));
        assertEquals(List.of(), see(inputs.market(1002, "100")));
        assertEquals(List.of("BestPriceReached"), see(inputs.market(1003, "103")));
        assertEquals(List.of(), see(inputs.market(1004, "102")));
        assertEquals(List.of("ZE1"), see(inputs.market(1005, "101.97")));
        assertBecause("position_drawdown_bps", 100, 100);
        ConditionResult activation =
                machine.lastSignal().conditions().reversed().get(1);
        assertEquals("position_best_return_bps", activation.indicator());
        assertEquals(300, Objects.requireNonNull(activation.value()), 1e-9);
    }

    @Test
    void trailsFromTheEntryOnWithoutAnActivation() {
        running(Declared.probe(Option.trailing(100, null)));
        enter();
        assertEquals(List.of(), see(inputs.market(1001, "99.01")));
        assertEquals(List.of("ZE1"), see(inputs.market(1002, "99")));
    }

    @Test
    void closesByItselfWhenThePriceIsThroughTheStopLoss() {
        running(Declared.probe(Map.of()));
        enter();
        assertEquals(List.of(), see(inputs.market(1001, "95.01")));
        assertEquals(List.of("E1"), see(inputs.market(1002, "95")));
        assertEquals(
                new ConditionResult("stop_loss_price", Operator.AT_MOST, 95, null, 95.0, true),
                machine.lastSignal().conditions().getLast());
    }

    @Test
    void theStopLossOfAShortIsAbove() {
        running(Inputs.strategy(Direction.SHORT, false));
        see(market(1000, Inputs.S1));
        see(inputs.fill("f1", EPISODE, Purpose.ENTRY, Direction.SHORT, "100", "2"));
        assertEquals(List.of(), see(inputs.market(1001, "104.99")));
        assertEquals(List.of("E1"), see(inputs.market(1002, "105")));
        assertEquals(
                Operator.AT_LEAST, machine.lastSignal().conditions().getLast().operator());
    }

    @Test
    void noStopActsOnAPriceThatIsNotFresh() {
        running(Declared.probe(Option.takeProfit(200)));
        enter();
        see(inputs.feed(FeedEvent.State.STALE));
        assertEquals(List.of(), see(inputs.market(1001, "90")));
        assertEquals(List.of(), see(inputs.market(1002, "110")));
    }

    private void assertBecause(String indicator, double threshold, double value) {
        ConditionResult because = machine.lastSignal().conditions().getLast();
        assertEquals(indicator, because.indicator());
        assertEquals(threshold, because.threshold());
        assertEquals(value, Objects.requireNonNull(because.value()), 1e-9);
        assertTrue(because.passed());
    }

    // Entries again.

    @Test
    void mayEnterAgainAfterAnExitWithAnotherOrder() {
        running(Declared.again(2));
        tradeOnce();
        assertEquals(List.of("REENTRY_AWAITED"), see(market(1010)));
        assertEquals(List.of("Z1"), see(market(1039, Inputs.Z1)));
        assertEquals("signals/" + EPISODE + "/Z1/2", machine.lastSignalId());
        assertEquals(EPISODE, machine.lastSignal().episodeId());
        see(inputs.fill("f3", Purpose.ENTRY, "100", "2"));
        assertEquals(List.of("ZE1"), see(market(1041, Inputs.ZE1)));
        assertEquals("signals/" + EPISODE + "/ZE1/2", machine.lastSignalId());
        see(inputs.fill("f4", Purpose.EXIT, "100", "2"));
        assertEquals(List.of("COOLDOWN_STARTED"), see(market(1050, Inputs.Z1)));
        List<String> orders = machine.log.stream()
                .filter(event -> event.data() instanceof SignalRaised)
                .map(event -> OrderIds.forSignal(event.id()))
                .toList();
        assertEquals(orders.stream().distinct().toList(), orders);
    }

    @Test
    void waitsForTheNextEntryOnlySoLongAfterTheExit() {
        running(Declared.again(2));
        tradeOnce();
        see(market(1010));
        assertEquals(List.of(), see(market(1039)));
        assertEquals(List.of("ENTRY_TIMED_OUT"), see(market(1040, Inputs.Z1)));
        assertEquals(List.of(), see(market(1159)));
        assertEquals(List.of("COOLDOWN_ENDED"), see(market(1160)));
    }

    @Test
    void o1EndsTheWaitForTheNextEntryWithTheWholeCoolDown() {
        running(Declared.again(2));
        tradeOnce();
        assertEquals(List.of("REENTRY_AWAITED", "O1"), see(market(1010, Inputs.O1, Inputs.Z1)));
        assertEquals(List.of(), see(market(1129)));
        assertEquals(List.of("COOLDOWN_ENDED"), see(market(1130)));
    }

    @Test
    void doesNotEnterAgainAfterOthersClosedThePosition() {
        running(Declared.again(2));
        see(market(1000, Inputs.S1, Inputs.Z1));
        see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
        see(inputs.fill("f2", Purpose.EMERGENCY_EXIT, "95", "2"));
        assertEquals(List.of("COOLDOWN_STARTED"), see(market(1010, Inputs.Z1)));
    }

    @Test
    void doesNotEnterAgainAfterALateFillOfATimedOutEntry() {
        running(Declared.again(2));
        see(market(1000, Inputs.S1, Inputs.Z1));
        assertEquals(List.of("NearMissed", "ENTRY_TIMED_OUT"), see(market(1030)));
        see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
        see(market(1031, Inputs.ZE1));
        see(inputs.fill("f2", Purpose.EXIT, "100", "2"));
        assertEquals(List.of("COOLDOWN_STARTED"), see(market(1032, Inputs.Z1)));
    }

    @Test
    void theFirstExitOfASecondEntryIsRepeatedAsSoonAsThatOfTheFirst() {
        running(Declared.again(2));
        tradeOnce();
        see(market(1010));
        see(market(1011, Inputs.Z1));
        see(inputs.fill("f3", Purpose.ENTRY, "100", "2"));
        see(market(1012, Inputs.ZE1));
        see(inputs.rejected(machine.lastSignalId()));
        assertEquals(List.of("ZE1"), see(market(1017)));
        assertEquals(2.0, machine.lastSignal().conditions().getLast().value());
    }

    private void tradeOnce() {
        see(market(1000, Inputs.S1, Inputs.Z1));
        see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
        assertEquals(List.of("ZE1"), see(market(1005, Inputs.ZE1)));
        see(inputs.fill("f2", Purpose.EXIT, "101", "2"));
        assertEquals(StrategyState.EXITED, machine.instance().state());
    }

    // Near misses.

    @Test
    void aTimedOutDetectionSaysWhatWasMissingAndByHowMuch() {
        var band = new Condition(Inputs.ZE1, Operator.BETWEEN, 2, 3.0);
        var below = new Condition(Inputs.E1, Operator.BETWEEN, -3, -2.0);
        var absent = Inputs.atLeastOne("rsi_14_60");
        running(Declared.probe(Map.of(
                Section.S1,
                List.of(Inputs.atLeastOne(Inputs.S1)),
                Section.Z1,
                List.of(Inputs.atLeastOne(Inputs.Z1), band, below, absent, Inputs.atLeastOne(Inputs.S1)))));
        see(market(1000, Inputs.S1));
        assertEquals(List.of("NearMissed", "ENTRY_TIMED_OUT"), see(market(1030, Inputs.S1)));
        NearMissed miss = lastMiss();
        assertEquals(NearMissReason.Z1_TIMED_OUT, miss.reason());
        assertEquals(
                List.of(Inputs.Z1, Inputs.ZE1, Inputs.E1, "rsi_14_60"),
                miss.missed().stream()
                        .map(missed -> missed.condition().indicator())
                        .toList());
        var differences = new ArrayList<@Nullable Double>();
        miss.missed().forEach(missed -> differences.add(missed.difference()));
        var expected = new ArrayList<@Nullable Double>(List.of(-1.0, -2.0, 2.0));
        expected.add(null);
        assertEquals(expected, differences);
    }

    @Test
    void aDetectionThatO1CancelledIsANearMiss() {
        running(Inputs.strategy(Direction.LONG, true));
        see(market(1000, Inputs.S1));
        assertEquals(List.of("NearMissed", "O1"), see(market(1001, Inputs.O1)));
        assertEquals(NearMissReason.CANCELLED_BY_O1, lastMiss().reason());
        assertEquals("signals/" + EPISODE + "/near-miss/CANCELLED_BY_O1", idOfLastMiss());
        assertEquals(EPISODE, lastMiss().episodeId());
    }

    @Test
    void aDetectionThatTimedOutWhilePausedSaysWhatPaused() {
        running(Inputs.strategy(Direction.LONG, true));
        see(market(1000, Inputs.S1));
        see(inputs.feed(FeedEvent.State.STALE));
        see(market(1030, Inputs.Z1));
        assertTrue(lastMiss().detail().contains("FEED_NOT_FRESH"), lastMiss().detail());
    }

    @Test
    void anEntryThatWasDeniedIsANearMissWithItsReason() {
        running(Inputs.strategy(Direction.LONG, false));
        see(market(1000, Inputs.S1));
        assertEquals(List.of("NearMissed", "ENTRY_DENIED"), see(inputs.denied(machine.lastSignalId(), Purpose.ENTRY)));
        assertEquals("denied: BUDGET", lastMiss().detail());
    }

    // Changes while it runs.

    @Test
    void aChangedVersionKeepsThePositionAndDecidesFromThenOn() {
        running(Inputs.strategy(Direction.LONG, false));
        enter();
        assertEquals(List.of("StrategyActivated"), see(inputs.session(State.RUNNING, version2())));
        assertNotNull(machine.instance().position());
        assertEquals(StrategyState.POSITION_ACTIVE, machine.instance().state());
        assertEquals(List.of("ZE1"), see(inputs.market(1001, "101")));
        assertEquals(2, machine.lastSignal().strategyVersion());
        assertEquals(1, signals().getFirst().strategyVersion());
    }

    @Test
    void aChangedVersionKeepsTheStopLossOfTheEntry() {
        running(Inputs.strategy(Direction.LONG, false));
        enter();
        see(inputs.session(State.RUNNING, version2()));
        assertEquals(List.of("E1"), see(inputs.market(1001, "95")));
    }

    @Test
    void aChangedVersionKeepsTheCoolDown() {
        running(Inputs.strategy(Direction.LONG, false));
        see(market(1000, Inputs.S1));
        see(inputs.rejected(machine.lastSignalId()));
        see(inputs.session(State.RUNNING, version2()));
        assertEquals(List.of(), see(market(1119, Inputs.S1)));
        assertEquals(List.of("COOLDOWN_ENDED", "S1", "Z1"), see(market(1120, Inputs.S1)));
        List<Integer> versions = machine.log.stream()
                .map(event -> ((SignalEvent) event.data()))
                .filter(event -> event instanceof SignalRaised)
                .map(event -> ((SignalRaised) event).strategyVersion())
                .toList();
        assertEquals(List.of(1, 1, 2, 2), versions);
    }

    @Test
    void aChangeOfOtherThingsThanTheSectionsKeepsWhatHolds() {
        StrategyDefinition before = held(Section.S1, Inputs.S1, 5);
        running(before);
        see(market(1000, Inputs.S1));
        see(inputs.session(State.RUNNING, Declared.probe(before.sections(), Option.takeProfit(200))));
        assertEquals(List.of("S1", "Z1"), see(market(1005, Inputs.S1)));
    }

    @Test
    void aChangeOfTheSectionsForgetsWhatHeld() {
        running(held(Section.S1, Inputs.S1, 5));
        see(market(1000, Inputs.S1));
        see(inputs.session(State.RUNNING, held(Section.S1, Inputs.S1, 4)));
        assertEquals(List.of("ConditionHoldChanged"), see(market(1005, Inputs.S1)));
    }

    /** Version 2 takes a profit of 1 % and has a wider stop. */
    private static StrategyDefinition version2() {
        StrategyDefinition base = Inputs.strategy(Direction.LONG, false);
        return new StrategyDefinition(
                base.id(),
                2,
                null,
                Direction.LONG,
                base.sections(),
                Usdt.of(200),
                3,
                50,
                900,
                30,
                600,
                500,
                null,
                100,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void runsOnlyOnItsSymbols() {
        assertEquals(
                List.of(),
                see(inputs.session(State.RUNNING, Declared.probe(Option.symbols(List.of(Symbol.of("BTC_USDT")))))));
        assertEquals(
                List.of("StrategyActivated", "SESSION_STARTED"),
                see(inputs.session(State.RUNNING, Declared.probe(Option.symbols(List.of(Inputs.SYMBOL))))));
    }

    private Stream<SignalRaised> signalStream() {
        return machine.log.stream()
                .map(Event::data)
                .filter(SignalRaised.class::isInstance)
                .map(SignalRaised.class::cast);
    }

    private List<SignalRaised> signals() {
        return signalStream().toList();
    }

    private Event<?> lastMissEvent() {
        return machine.log.reversed().stream()
                .filter(event -> event.data() instanceof NearMissed)
                .findFirst()
                .orElseThrow();
    }

    private NearMissed lastMiss() {
        return (NearMissed) lastMissEvent().data();
    }

    private String idOfLastMiss() {
        return lastMissEvent().id();
    }

    private void enter() {
        see(market(1000, Inputs.S1));
        see(inputs.fill("f1", Purpose.ENTRY, "100", "2"));
        assertEquals(StrategyState.POSITION_ACTIVE, machine.instance().state());
        EntryIntent intent = machine.lastSignal().entry();
        assertEquals(Price.of("95"), intent == null ? null : intent.stopLossPrice());
    }

    private void running(StrategyDefinition strategy) {
        start(machine, strategy);
    }

    private void start(Machine each, StrategyDefinition strategy) {
        each.see(inputs.session(State.RUNNING, strategy));
        each.see(inputs.feed(FeedEvent.State.LIVE));
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
