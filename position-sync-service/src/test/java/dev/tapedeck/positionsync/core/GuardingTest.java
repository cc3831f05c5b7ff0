package dev.tapedeck.positionsync.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.PositionEvent.FlattenProgressed;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevel;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.positionsync.core.PositionCommand.Flattening;
import dev.tapedeck.positionsync.core.PositionCommand.Held;
import dev.tapedeck.positionsync.core.PositionCommand.Terms;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the watchdog says and does after an answer of the venue. The account has 1,000 USDT; 5 % may be lost in a day and 15 % from the peak. */
class GuardingTest {
    private static final Terms TERMS =
            new Terms(Usdt.of(1_000), RiskLimits.of(Usdt.of(1_000), 3, 3, 500, 500, 10, 100, Usdt.of(1_000), 1_500));

    private final Machine machine = new Machine();

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void marksEquityOfWhatIsRealisedAndWhatTheVenuesMarkMakesOfTheRest() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0.5");
        EquityMarked marked = only(EquityMarked.class, answer(held("12.25", "0.1")));
        assertEquals(Usdt.of("1011.75"), marked.equity());
        assertEquals(Usdt.of(1_000), marked.dayStart());
        assertEquals(Usdt.of("1011.75"), marked.peak());
        assertEquals(List.of(), answer(held("12.25", "0.1")), "the same again is not said again");
        assertEquals(
                Usdt.of("1011.75"),
                only(EquityMarked.class, answer(held("-1", "0.1"))).peak());
    }

    @Test
    void marksNothingWhileAMarkIsUnknown() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0.5");
        assertEquals(List.of(), answer(held(null, "0.1")));
    }

    @Test
    void theDayBeginsWithWhatTheAccountWasWorthLast() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        answer(held("-40", "0.1"));
        machine.pass(Duration.ofDays(1));
        EquityMarked marked = only(EquityMarked.class, answer(held("-80", "0.1")));
        assertEquals(Usdt.of(960), marked.dayStart());
        assertEquals(List.of(), halts(), "40 USDT were lost on each day");
    }

    @Test
    void haltsTheSessionWhenTheDaysLossIsOverItsLimitAndNotBefore() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        answer(held("-50", "0.1"));
        assertEquals(List.of(), halts());
        answer(held("-50.01", "0.1"));
        TradingStateChanged halt = halts().getFirst();
        assertEquals(Scope.SESSION, halt.scope());
        assertEquals(Machine.SESSION, halt.scopeId());
        assertEquals(TradingStateEvent.WATCHDOG, halt.who());
        assertTrue(halt.why().contains("50.01") && halt.why().contains("limit 50"), halt.why());
        AlertRaised alert = machine.alerts.getLast();
        assertEquals("WatchdogHalted", alert.kind());
        assertEquals(Machine.SESSION, alert.sessionId());
    }

    @Test
    void doesNotStopAgainForTheSameLossWhoeverResumedAfterIt() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        answer(held("-60", "0.1"));
        machine.carryOut(Machine.asked(Scope.SESSION, Machine.SESSION, State.ACTIVE, null));
        answer(held("-61", "0.1"));
        assertEquals(1, halts().size());
        answer(held("-10", "0.1"));
        answer(held("-60", "0.1"));
        assertEquals(2, halts().size(), "a loss that comes again after a recovery is another one");
    }

    @Test
    void haltsTheSessionWhenItIsTooFarBelowItsPeak() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        answer(held("200", "0.1"));
        machine.pass(Duration.ofDays(1));
        answer(held("151", "0.1"));
        machine.pass(Duration.ofDays(1));
        answer(held("102", "0.1"));
        machine.pass(Duration.ofDays(1));
        answer(held("53", "0.1"));
        assertEquals(List.of(), halts(), "147 USDT below the peak, 49 lost a day");
        machine.pass(Duration.ofDays(1));
        answer(held("49.9", "0.1"));
        assertTrue(halts().getFirst().why().startsWith("drawdown 150.1 USDT"), halts().toString());
    }

    @Test
    void haltsTheSessionWhenTheTruthsDifferForLongerThanAFillTakes() {
        PositionCommand.Held other = Machine.held(Machine.BTC, Direction.LONG, 4);
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        VenueAction ours = new VenueAction(
                "v9",
                Machine.BTC,
                Direction.LONG,
                false,
                Quantity.of(3),
                Price.of("100"),
                Machine.CONTRACT,
                Usdt.ZERO,
                machine.now(),
                VenueAction.Origin.OURS);
        machine.venueAnswers(Map.of(Machine.BTC, List.of(ours)), List.of(), null, other);
        machine.venueAnswers(Map.of(Machine.BTC, List.of(ours)), List.of(), null, other);
        machine.pass(Duration.ofMillis(59_999));
        guard(TERMS);
        assertEquals(List.of(), halts());
        machine.pass(Duration.ofMillis(1));
        guard(TERMS);
        assertTrue(halts().getFirst().why().contains("10 against 4 contracts"), halts().toString());
    }

    private void nothingHeldAndNothingHappened() {
        machine.venueAnswers(Map.of(Machine.BTC, List.of()), List.of(), null);
    }

    @Test
    void haltsTheSessionWhenOurTruthWasSetToOneThatNothingExplains() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        nothingHeldAndNothingHappened();
        nothingHeldAndNothingHappened();
        assertEquals(List.of(), halts());
        machine.pass(Duration.ofSeconds(15));
        nothingHeldAndNothingHappened();
        assertEquals(1, halts().size());
        assertTrue(machine.position(Machine.BTC, Direction.LONG).quantity().isZero());
    }

    @ParameterizedTest
    @CsvSource({"0.69, SAFE", "0.70, LOW", "0.849, LOW", "0.85, CRITICAL", "1.2, CRITICAL"})
    void warnsOfAPositionThatComesNearItsLiquidation(String ratio, MarginLevel level) {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        List<EventData> said = answer(held("0", ratio));
        if (level == MarginLevel.SAFE) {
            assertEquals(0, of(MarginLevelChanged.class, said).size());
        } else {
            assertEquals(level, only(MarginLevelChanged.class, said).level());
            assertEquals(
                    level == MarginLevel.CRITICAL ? "MarginCritical" : "MarginLow",
                    machine.alerts.getLast().kind());
        }
    }

    @Test
    void aRatioThatTremblesAtAThresholdIsSaidOnce() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        answer(held("0", "0.70"));
        answer(held("0", "0.69"));
        answer(held("0", "0.71"));
        assertEquals(1, machine.alerts.size());
        MarginLevelChanged safe = only(MarginLevelChanged.class, answer(held("0", "0.67")));
        assertEquals(MarginLevel.SAFE, safe.level());
        assertEquals(new BigDecimal("0.33"), safe.buffer());
        answer(held("0", "0.70"));
        assertEquals(2, machine.alerts.size());
    }

    @Test
    void closesAPositionThatAnOperatorWantsClosed() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        answer(held("2", "0.1"));
        PositionCloseRequested part = only(PositionCloseRequested.class, close(Quantity.of(4)));
        assertEquals(Quantity.of(4), part.quantity());
        assertEquals(Price.of("102"), part.price(), "the venue's mark");
        assertEquals("ada", part.who());
        PositionCloseRequested all = only(PositionCloseRequested.class, close(null));
        assertEquals(Quantity.of(10), all.quantity());
        assertEquals(2, all.number());
    }

    @Test
    void asksNothingForAPositionThatIsNotHeld() {
        assertEquals(List.of(), close(null));
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        machine.fills(Purpose.EXIT, Direction.LONG, 10, "100", "0");
        assertEquals(List.of(), close(null));
    }

    @Test
    void flattensUntilNothingIsHeldAndSaysHowFarItIs() {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        Flattening flattening = flattening(Scope.GLOBAL, "all");
        List<EventData> first = answer(List.of(flattening), held("2", "0.1"));
        assertEquals(Quantity.of(10), only(PositionCloseRequested.class, first).quantity());
        assertEquals(1, only(FlattenProgressed.class, first).positionsLeft());
        machine.pass(Duration.ofMillis(4_999));
        assertEquals(List.of(), answer(List.of(flattening), held("2", "0.1")));
        machine.pass(Duration.ofMillis(1));
        assertEquals(
                2,
                only(PositionCloseRequested.class, answer(List.of(flattening), held("2", "0.1")))
                        .number());
        machine.fills(Purpose.EMERGENCY_EXIT, Direction.LONG, 10, "102", "0");
        List<EventData> last = answer(List.of(flattening));
        assertEquals(0, of(PositionCloseRequested.class, last).size());
        assertEquals(0, only(FlattenProgressed.class, last).positionsLeft());
        assertEquals(List.of(), answer(List.of(flattening)));
    }

    @ParameterizedTest
    @CsvSource({
        "GLOBAL, all, true",
        "SESSION, s1, true",
        "SESSION, s2, false",
        "SYMBOL, BTC_USDT, true",
        "SYMBOL, ETH_USDT, false",
        "STRATEGY, probe, true",
        "STRATEGY, s1/probe, true",
        "STRATEGY, s2/probe, false"
    })
    void flattensWhatTheScopeBinds(Scope scope, String scopeId, boolean binds) {
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        List<EventData> said = answer(List.of(flattening(scope, scopeId)), held("2", "0.1"));
        assertEquals(binds ? 1 : 0, of(PositionCloseRequested.class, said).size());
    }

    @Test
    void flattensWhatOthersHoldThroughOurAccount() {
        Held foreign = Machine.held(Machine.ETH, Direction.SHORT, 7);
        machine.venueHolds(foreign);
        machine.venueHolds(foreign);
        List<EventData> said = answer(List.of(flattening(Scope.GLOBAL, "all")), foreign);
        assertEquals(Quantity.of(7), only(PositionCloseRequested.class, said).quantity());
    }

    @Test
    void haltsEverythingWhileThereIsTroubleAndNoLonger() {
        lookAround(List.of("risk is silent"));
        lookAround(List.of("risk is silent"));
        lookAround(List.of("risk is silent", "strategy is silent"));
        TradingStateChanged halt = halts().getFirst();
        assertEquals("GLOBAL/watchdog", halt.scope().key(halt.scopeId()));
        assertEquals("risk is silent", halt.why());
        assertEquals(1, halts().size());
        lookAround(List.of());
        assertEquals(State.ACTIVE, machine.states().getLast().state());
        assertEquals(2, machine.states().size());
        lookAround(List.of());
        assertEquals(2, machine.states().size());
    }

    @Test
    void theEndOfTroubleEndsNoHaltOfAnOperator() {
        machine.asks(State.HALTED, "odd fills");
        lookAround(List.of("risk is silent"));
        lookAround(List.of());
        var states = new HashMap<String, State>();
        machine.book.tradingStates().forEach((key, state) -> states.put(key, state.state()));
        assertEquals(State.HALTED, TradingStateEvent.strictest(states, Machine.SESSION, "probe", Machine.BTC));
    }

    @Test
    void aHaltWithATimeEndsByItself() {
        machine.carryOut(Machine.asked(
                Scope.SYMBOL, "BTC_USDT", State.HALTED, machine.now().plusSeconds(60)));
        machine.pass(Duration.ofMillis(59_999));
        lookAround(null);
        assertEquals(1, machine.states().size());
        machine.pass(Duration.ofMillis(1));
        lookAround(null);
        TradingStateChanged over = machine.states().getLast();
        assertEquals(State.ACTIVE, over.state());
        assertEquals(TradingStateEvent.WATCHDOG, over.who());
        lookAround(null);
        assertEquals(2, machine.states().size());
    }

    @Test
    void haltsASessionWhoseOrdersRunAway() {
        machine.carryOut(new PositionCommand.OrdersRanAway("td1", Machine.SESSION, 201, 200));
        assertEquals(
                "201 orders were approved within a minute, limit 200",
                halts().getFirst().why());
    }

    @Test
    void fundingCountsInEquityOnceAndInNoPosition() {
        var settlement = new PositionCommand.Settlement(
                "77", Machine.BTC, Direction.LONG, Usdt.of("-0.25"), new BigDecimal("0.0001"), machine.now());
        var noted = new PositionCommand.NoteFunding(Machine.SESSION, List.of(settlement));
        assertEquals(List.of(), machine.carryOut(noted), "nobody of this session ever held it");
        machine.fills(Purpose.ENTRY, Direction.LONG, 10, "100", "0");
        assertEquals(
                Usdt.of("-0.25"),
                only(FundingSettled.class, machine.carryOut(noted)).amount());
        assertEquals(List.of(), machine.carryOut(noted));
        assertEquals(Usdt.ZERO, machine.position(Machine.BTC, Direction.LONG).realised());
        assertEquals(
                Usdt.of("999.75"),
                only(EquityMarked.class, answer(held("0", "0.1"))).equity());
    }

    private List<TradingStateChanged> halts() {
        return machine.states().stream()
                .filter(state -> state.state() == State.HALTED && state.who().equals(TradingStateEvent.WATCHDOG))
                .toList();
    }

    private List<EventData> answer(Held... held) {
        return answer(List.of(), held);
    }

    private List<EventData> answer(List<Flattening> flattenings, Held... held) {
        machine.venueHolds(held);
        return machine.carryOut(new PositionCommand.Guard(Machine.SESSION, machine.number(), TERMS, flattenings));
    }

    private void guard(Terms terms) {
        machine.carryOut(new PositionCommand.Guard(Machine.SESSION, machine.number(), terms, List.of()));
    }

    private List<EventData> close(@Nullable Quantity quantity) {
        var asked = new ClosePosition("ada", Machine.SESSION, Machine.BTC, Direction.LONG, quantity);
        return machine.carryOut(new PositionCommand.CloseAsked("close/" + machine.number(), asked));
    }

    private void lookAround(@Nullable List<String> troubles) {
        machine.carryOut(new PositionCommand.LookAround(machine.number(), troubles));
    }

    private static Flattening flattening(Scope scope, String scopeId) {
        return new Flattening(
                "decided/1", new TradingStateChanged(scope, scopeId, State.HALTED, true, "ada", "odd fills", null));
    }

    private static Held held(@Nullable String unrealised, String marginRatio) {
        return new Held(
                Machine.BTC,
                Direction.LONG,
                3,
                new VenuePosition(
                        Quantity.of(10),
                        Price.of("100"),
                        Price.of("70"),
                        new BigDecimal(marginRatio),
                        unrealised == null ? null : Usdt.of(unrealised),
                        Price.of("102")));
    }

    private static <T> List<T> of(Class<T> type, List<EventData> said) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T> T only(Class<T> type, List<EventData> said) {
        List<T> found = of(type, said);
        assertEquals(1, found.size(), said::toString);
        return found.getFirst();
    }
}
