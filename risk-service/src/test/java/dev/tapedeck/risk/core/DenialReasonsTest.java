package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** For every reason: what passes at the limit, what is denied just beyond it, and the numbers that the denial shows. */
class DenialReasonsTest {
    private static final String S = "probe";

    private final Inputs inputs = new Inputs();
    private Machine machine = Machine.running(inputs, Limits.WIDE);

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void deniesEntriesWhenTheSessionDoesNotRun() {
        approves(10);
        machine.see(inputs.session(State.STOPPED, Limits.WIDE));
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.SESSION_NOT_RUNNING, "0", "1");
    }

    @ParameterizedTest
    @CsvSource({"GLOBAL,global", "SESSION,s1", "STRATEGY,probe", "STRATEGY,s1/probe", "SYMBOL,BTC_USDT"})
    void deniesEntriesWhenTradingIsHaltedInAnyScope(Scope scope, String scopeId) {
        machine.see(inputs.trading(scope, scopeId, TradingStateEvent.State.HALTED));
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.TRADING_HALTED, "0", "1");
        machine.see(inputs.trading(scope, scopeId, TradingStateEvent.State.ACTIVE));
        approves(10);
    }

    @ParameterizedTest
    @CsvSource({"SESSION,s2", "STRATEGY,other", "STRATEGY,s2/probe", "SYMBOL,ETH_USDT"})
    void isNotBoundByAHaltOfAnotherScope(Scope scope, String scopeId) {
        machine.see(inputs.trading(scope, scopeId, TradingStateEvent.State.HALTED));
        approves(10);
    }

    @Test
    void deniesEntriesWhenTradingIsReducing() {
        machine.see(inputs.trading(Scope.SESSION, Inputs.SESSION, TradingStateEvent.State.REDUCING));
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.TRADING_REDUCING, "0", "1");
    }

    @Test
    void theStrictestTradingStateBinds() {
        machine.see(inputs.trading(Scope.SESSION, Inputs.SESSION, TradingStateEvent.State.REDUCING));
        machine.see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.HALTED));
        machine.see(inputs.trading(Scope.STRATEGY, S, TradingStateEvent.State.ACTIVE));
        assertEquals(List.of(DenialReason.TRADING_HALTED), failed(machine.denies(inputs.entry(S, Inputs.BTC, 10))));
    }

    @Test
    void deniesEntriesOfAnInstrumentThatIsNotListed() {
        machine = new Machine();
        machine.see(inputs.session(State.RUNNING, Limits.WIDE));
        machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.LIVE));
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.INSTRUMENT_UNKNOWN, "0", "1");
        machine.see(inputs.instrument(Inputs.BTC));
        approves(10);
    }

    @Test
    void deniesEntriesOnAFeedThatWasNeverHeardOf() {
        machine = new Machine();
        machine.see(inputs.session(State.RUNNING, Limits.WIDE));
        machine.see(inputs.instrument(Inputs.BTC));
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.FEED_NOT_FRESH, "0", "1");
    }

    @ParameterizedTest
    @EnumSource(FeedEvent.State.class)
    void deniesEntriesOnAFeedThatIsNotFresh(FeedEvent.State state) {
        machine.see(inputs.feed(Inputs.BTC, state));
        if (state == FeedEvent.State.LIVE || state == FeedEvent.State.POLLING) {
            approves(10);
        } else {
            assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.FEED_NOT_FRESH, "0", "1");
        }
        machine.approves(inputs.entry(S, Inputs.ETH, 10));
    }

    @Test
    void deniesAnExitWithoutAPosition() {
        assertDenied(
                inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1), DenialReason.NO_POSITION_TO_REDUCE, "0", "1");
        fill(approves(10), 10);
        assertDenied(
                inputs.exit("other", Inputs.BTC, Direction.LONG, Section.ZE1),
                DenialReason.NO_POSITION_TO_REDUCE,
                "0",
                "1");
        assertDenied(
                inputs.exit(S, Inputs.BTC, Direction.SHORT, Section.ZE1), DenialReason.NO_POSITION_TO_REDUCE, "0", "1");
        OrderApproved exit = machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1));
        assertEquals(Quantity.of(10), exit.quantity());
        assertDenied(
                inputs.exit(S, Inputs.BTC, Direction.LONG, Section.E1), DenialReason.NO_POSITION_TO_REDUCE, "0", "1");
    }

    @Test
    void deniesMoreEntriesOfAStrategyThanAMinuteMayHave() {
        running(Limits.ordersPerMinute(2, 100));
        approves(10);
        inputs.pass(Duration.ofSeconds(30));
        approves(10);
        inputs.pass(Duration.ofMillis(29_999));
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.ORDER_RATE, "3", "2");
        machine.approves(inputs.entry("other", Inputs.BTC, 10));
        inputs.pass(Duration.ofMillis(1));
        approves(10);
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.ORDER_RATE, "3", "2");
    }

    @Test
    void deniesMoreEntriesOfTheAccountThanAMinuteMayHave() {
        running(Limits.ordersPerMinute(100, 2));
        machine.approves(inputs.entry("one", Inputs.BTC, 10));
        machine.approves(inputs.entry("two", Inputs.BTC, 10));
        assertDenied(inputs.entry("three", Inputs.BTC, 10), DenialReason.ORDER_RATE, "3", "2");
        inputs.pass(Duration.ofMinutes(1));
        machine.approves(inputs.entry("three", Inputs.BTC, 10));
    }

    @Test
    void aDeniedEntryDoesNotCountAsAnOrder() {
        running(Limits.ordersPerMinute(1, 100));
        machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.STALE));
        machine.denies(inputs.entry(S, Inputs.BTC, 10));
        machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.LIVE));
        approves(10);
    }

    @Test
    void deniesMorePositionsThanMayBeOpen() {
        running(Limits.openPositions(2));
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 10)), 10);
        OrderApproved second = machine.approves(inputs.entry(S, Inputs.ETH, 10));
        machine.approves(inputs.entry("other", Inputs.BTC, 10));
        assertDenied(inputs.entry(S, Inputs.ADX, 10), DenialReason.OPEN_POSITIONS, "3", "2");
        assertDenied(
                inputs.entry(
                        S, Inputs.BTC, Direction.SHORT, "100", new EntryIntent(Usdt.of(10), 1, Price.of("110"), 0)),
                DenialReason.OPEN_POSITIONS,
                "3",
                "2");
        machine.see(inputs.cancelled(second, 0));
        machine.approves(inputs.entry(S, Inputs.ADX, 10));
    }

    @Test
    void deniesMoreLeverageThanTheAccountAllows() {
        running(Limits.leverage(3));
        machine.approves(leveraged(Inputs.BTC, 3));
        assertDenied(leveraged(Inputs.BTC, 4), DenialReason.LEVERAGE, "4", "3");
    }

    @Test
    void deniesMoreLeverageThanTheInstrumentAllows() {
        machine.see(inputs.event(Inputs.terms(Inputs.BTC, 1, 1_000, 5)));
        machine.approves(leveraged(Inputs.BTC, 5));
        assertDenied(leveraged(Inputs.BTC, 6), DenialReason.LEVERAGE, "6", "5");
    }

    @Test
    void deniesAPositionThatWouldBeTooLarge() {
        running(Limits.positionNotional(100));
        OrderApproved first = approves(60);
        machine.approves(inputs.entry("other", Inputs.BTC, 40));
        assertDenied(inputs.entry(S, Inputs.BTC, 1), DenialReason.POSITION_SIZE, "101", "100");
        fill(first, 30);
        machine.see(inputs.cancelled(first, 30));
        assertDenied(inputs.entry(S, Inputs.BTC, 31), DenialReason.POSITION_SIZE, "101", "100");
        approves(30);
    }

    @Test
    void deniesAnEntryThatIsTooSmallForTheVenue() {
        machine.see(inputs.event(Inputs.terms(Inputs.BTC, 5, 1_000, 125)));
        assertEquals(
                Quantity.of(5), machine.approves(inputs.entry(S, Inputs.BTC, 5)).quantity());
        assertDenied(sized("4.99"), DenialReason.QUANTITY_TOO_SMALL, "4", "5");
    }

    @Test
    void deniesMoreOfOneSymbolThanItsShareOfEquity() {
        running(Limits.concentrationBps(500));
        approves(300);
        var sell = new EntryIntent(Usdt.of(200), 1, Price.of("110"), 0);
        machine.approves(inputs.entry(S, Inputs.BTC, Direction.SHORT, "100", sell));
        assertDenied(inputs.entry(S, Inputs.BTC, 1), DenialReason.CONCENTRATION, "501", "500");
        machine.approves(inputs.entry(S, Inputs.ETH, 500));
    }

    @Test
    void measuresConcentrationAgainstTheEquityOfNow() {
        running(Limits.concentrationBps(500));
        lose("100");
        assertDenied(inputs.entry(S, Inputs.ETH, 496), DenialReason.CONCENTRATION, "496", "495");
        machine.approves(inputs.entry(S, Inputs.ETH, 495));
    }

    @Test
    void deniesEntriesAfterTheLossOfADay() {
        running(Limits.dailyLossBps(100));
        lose("100");
        approves(10);
        lose("1");
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.DAILY_LOSS, "101", "100");
    }

    @Test
    void deniesAStrategyMoreThanItsBudget() {
        // 50 USDT at a worst price of 101 with leverage 2: margin 25.25, fees of 0.1 % for both ways 0.101.
        running(Limits.budget("50.702"));
        OrderApproved first = machine.approves(slipping(50));
        assertEquals(Usdt.of("25.351"), first.reserved());
        machine.approves(slipping(50));
        assertDenied(slipping(1), DenialReason.BUDGET, "51.20902", "50.702");
        machine.approves(inputs.entry("other", Inputs.BTC, 10));
    }

    @Test
    void deniesAnAccountMoreThanIsFree() {
        // 0.2 % for the fees of both ways: 9,980 USDT reserve 9,999.96 of 10,000.
        assertEquals(Usdt.of("9999.96"), approves(9_980).reserved());
        assertEquals(Usdt.of("0.04"), machine.account().free());
        assertDenied(inputs.entry("other", Inputs.BTC, 1), DenialReason.BUDGET, "1.002", "0.04");
    }

    @Test
    void letsTheVeryLastOfTheFreeMoneyBeReserved() {
        lose("0.04");
        assertEquals(Usdt.of("9999.96"), approves(9_980).reserved());
        assertEquals(Usdt.ZERO, machine.account().free());
    }

    @Test
    void showsEveryFailedCheckAndNamesTheFirst() {
        runningWithEveryLimitInReach();
        machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.STALE));
        machine.see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.HALTED));
        machine.see(inputs.session(State.STOPPED, Limits.WIDE));
        OrderDenied denied = machine.denies(leveraged(Inputs.BTC, 2));
        assertEquals(DenialReason.SESSION_NOT_RUNNING, denied.reason());
        assertEquals(
                List.of(
                        DenialReason.SESSION_NOT_RUNNING,
                        DenialReason.TRADING_HALTED,
                        DenialReason.FEED_NOT_FRESH,
                        DenialReason.ORDER_RATE,
                        DenialReason.OPEN_POSITIONS,
                        DenialReason.LEVERAGE,
                        DenialReason.POSITION_SIZE,
                        DenialReason.QUANTITY_TOO_SMALL,
                        DenialReason.CONCENTRATION,
                        DenialReason.DAILY_LOSS,
                        DenialReason.DRAWDOWN,
                        DenialReason.BUDGET),
                failed(denied));
    }

    @Test
    void namesTheNextReasonWhenTheOneBeforeIsGone() {
        runningWithEveryLimitInReach();
        machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.STALE));
        machine.see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.HALTED));
        assertEquals(DenialReason.TRADING_HALTED, reason());
        machine.see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.REDUCING));
        assertEquals(DenialReason.TRADING_REDUCING, reason());
        machine.see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.ACTIVE));
        assertEquals(DenialReason.FEED_NOT_FRESH, reason());
        machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.POLLING));
        assertEquals(DenialReason.ORDER_RATE, reason());
        inputs.pass(Duration.ofMinutes(1));
        assertEquals(DenialReason.OPEN_POSITIONS, reason());
    }

    @Test
    void refusesASignalOfASessionThatWasNeverOpened() {
        Event<?> signal = inputs.signal(
                "s9",
                S,
                Inputs.BTC,
                Section.Z1,
                Direction.LONG,
                "100",
                new EntryIntent(Usdt.of(10), 1, Price.of("90"), 0));
        var refused = assertThrows(IllegalArgumentException.class, () -> machine.see(signal));
        assertTrue(String.valueOf(refused.getMessage()).contains("s9"), refused.getMessage());
    }

    @ParameterizedTest
    @EnumSource(
            value = Section.class,
            names = {"S1", "O1"})
    void answersNothingToASignalThatAsksForNoOrder(Section section) {
        assertEquals(List.of(), machine.see(inputs.exit(S, Inputs.BTC, Direction.LONG, section)));
    }

    private void running(RiskLimits limits) {
        machine = Machine.running(inputs, limits);
    }

    /** One small entry of another symbol uses up the minute, the position count, the share and the daily loss. */
    private void runningWithEveryLimitInReach() {
        running(RiskLimits.of(Usdt.of(1), 1, 1, 1, 1, 1, 1, Usdt.of("1.002"), 1));
        machine.see(inputs.event(Inputs.terms(Inputs.BTC, 1_000, 1_000_000, 125)));
        fill(machine.approves(inputs.entry(S, Inputs.ETH, 1)), 1, "2");
    }

    private DenialReason reason() {
        return machine.denies(leveraged(Inputs.BTC, 2)).reason();
    }

    private OrderApproved approves(long notional) {
        return machine.approves(inputs.entry(S, Inputs.BTC, notional));
    }

    private void fill(OrderApproved order, long quantity) {
        fill(order, quantity, "0");
    }

    private void fill(OrderApproved order, long quantity, String fee) {
        machine.see(inputs.fill(order, quantity, "100", fee));
    }

    /** Loses the amount with a position that is closed again. */
    private void lose(String usdt) {
        fill(machine.approves(inputs.entry("loser", Inputs.ADX, 1)), 1, usdt);
        fill(machine.approves(inputs.exit("loser", Inputs.ADX, Direction.LONG, Section.ZE1)), 1);
    }

    private Event<?> leveraged(Symbol symbol, int leverage) {
        return inputs.entry(
                S, symbol, Direction.LONG, "100", new EntryIntent(Usdt.of(200), leverage, Price.of("90"), 0));
    }

    private Event<?> slipping(long notional) {
        return inputs.entry(
                S, Inputs.BTC, Direction.LONG, "100", new EntryIntent(Usdt.of(notional), 2, Price.of("90"), 100));
    }

    private Event<?> sized(String notional) {
        return inputs.entry(
                S, Inputs.BTC, Direction.LONG, "100", new EntryIntent(Usdt.of(notional), 1, Price.of("90"), 0));
    }

    private void assertDenied(Event<?> signal, DenialReason reason, String value, String limit) {
        OrderDenied denied = machine.denies(signal);
        assertEquals(reason, denied.reason());
        RiskCheck check = denied.checks().stream()
                .filter(one -> one.check() == reason && !one.passed())
                .findFirst()
                .orElseThrow();
        assertEquals(0, check.value().compareTo(new BigDecimal(value)), () -> "value of " + check);
        assertEquals(0, check.limit().compareTo(new BigDecimal(limit)), () -> "limit of " + check);
        assertEquals(List.of(reason), failed(denied));
    }

    private static List<DenialReason> failed(OrderDenied denied) {
        return denied.checks().stream()
                .filter(check -> !check.passed())
                .map(RiskCheck::check)
                .distinct()
                .sorted()
                .toList();
    }
}
