package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.RiskEvent.TradingStateApplied;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.stream.StateCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a strategy is disabled, and how it comes back. */
class StrategyConductTest {
    private static final String S = "probe";
    private static final List<Symbol> SYMBOLS = List.of(Inputs.BTC, Inputs.ETH, Inputs.ADX);

    private final Inputs inputs = new Inputs();
    private Machine machine = Machine.running(inputs, failing(3));

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void disablesAStrategyWithItsLastAllowedFailureAndSaysWhy() {
        failTimes(2);
        assertEquals(List.of(), machine.said(StrategyDisabled.class));
        List<RiskEvent> said = machine.see(tooLarge());
        assertEquals(2, said.size(), said::toString);
        assertEquals(new StrategyDisabled(Inputs.SESSION, S, 3, 3, "denied, POSITION_SIZE"), said.getLast());
        OrderDenied denied = machine.denies(inputs.entry(S, Inputs.BTC, 1));
        assertEquals(DenialReason.STRATEGY_DISABLED, denied.reason());
    }

    @Test
    void comparesNothingMoreOfAStrategyThatIsDisabled() {
        failTimes(3);
        OrderDenied denied = machine.denies(tooLarge());
        assertTrue(
                denied.checks().stream().noneMatch(check -> check.check() == DenialReason.POSITION_SIZE),
                denied::toString);
        assertEquals(1, machine.said(StrategyDisabled.class).size());
    }

    @Test
    void leavesOtherStrategiesAlone() {
        failTimes(3);
        machine.approves(inputs.entry("other", Inputs.BTC, 1));
    }

    @Test
    void letsTheExitsOfADisabledStrategyPass() {
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 5)), 5);
        failTimes(3);
        machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1));
    }

    @Test
    void countsWhatTheVenueRejects() {
        OrderApproved order = machine.approves(inputs.entry(S, Inputs.BTC, 1));
        failTimes(2);
        List<RiskEvent> said = machine.see(inputs.rejected(order));
        assertEquals(
                new StrategyDisabled(Inputs.SESSION, S, 3, 3, "the venue rejected order " + order.orderId()),
                said.getLast());
    }

    @Test
    void doesNotCountAnOrderThatExpiredOrWasCancelled() {
        machine.see(inputs.expired(machine.approves(inputs.entry(S, Inputs.BTC, 1))));
        machine.see(inputs.cancelled(machine.approves(inputs.entry(S, Inputs.BTC, 1)), 0));
        assertEquals(0, machine.account().conduct(S).failures());
    }

    @Test
    void doesNotCountAnExitThatTheVenueRejected() {
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 5)), 5);
        failTimes(2);
        machine.see(inputs.rejected(machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.E1))));
        assertEquals(2, machine.account().conduct(S).failures());
    }

    @Test
    void beginsToCountAnewWithTheFillOfAnEntryButNotWithItsApproval() {
        failTimes(2);
        OrderApproved order = machine.approves(inputs.entry(S, Inputs.BTC, 5));
        assertEquals(2, machine.account().conduct(S).failures());
        fill(order, 1);
        assertEquals(0, machine.account().conduct(S).failures());
        failTimes(2);
        assertEquals(List.of(), machine.said(StrategyDisabled.class));
    }

    @Test
    void doesNotForgiveWithAFillWhatFailedAfterTheEntryWasApproved() {
        failTimes(1);
        OrderApproved order = machine.approves(inputs.entry(S, Inputs.BTC, 5));
        failTimes(1);
        fill(order, 1);
        assertEquals(1, machine.account().conduct(S).failures());
        fill(order, 1);
        failTimes(2);
        assertEquals(1, machine.said(StrategyDisabled.class).size());
    }

    @Test
    void doesNotBlameAStrategyForWhatTheMarketAndTheSessionAre() {
        machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.STALE));
        machine.denies(inputs.entry(S, Inputs.BTC, 1));
        machine.see(inputs.trading(Scope.GLOBAL, "global", State.HALTED));
        machine.denies(inputs.entry(S, Inputs.ETH, 1));
        machine.see(inputs.trading(Scope.GLOBAL, "global", State.REDUCING));
        machine.denies(inputs.entry(S, Inputs.ETH, 1));
        machine.see(inputs.trading(Scope.GLOBAL, "global", State.ACTIVE));
        machine.denies(inputs.exit(S, Inputs.ETH, Direction.LONG, Section.ZE1));
        assertEquals(0, machine.account().conduct(S).failures());
    }

    @Test
    void doesNotBlameAStrategyThatAFullAccountTurnsAway() {
        machine = Machine.running(inputs, Limits.openPositions(1));
        machine.approves(inputs.entry("other", Inputs.BTC, 1));
        turnAway(Inputs.ETH);
        turnAway(Inputs.ADX);
        inputs.pass(Conduct.INSISTENCE);
        turnAway(Inputs.ETH);
        assertEquals(0, machine.account().conduct(S).failures());
    }

    @Test
    void blamesAStrategyThatAsksAgainWithinAMinuteOfBeingTurnedAway() {
        machine = Machine.running(inputs, Limits.openPositions(1));
        machine.approves(inputs.entry("other", Inputs.BTC, 1));
        turnAway(Inputs.ETH);
        inputs.pass(Conduct.INSISTENCE.minusMillis(1));
        turnAway(Inputs.ETH);
        assertEquals(1, machine.account().conduct(S).failures());
    }

    private void turnAway(Symbol symbol) {
        OrderDenied denied = machine.denies(inputs.entry(S, symbol, 1));
        assertEquals(DenialReason.OPEN_POSITIONS, denied.reason());
    }

    @ParameterizedTest
    @CsvSource({"probe", "s1/probe"})
    void enablesAStrategyWhenAnOperatorResumesIt(String scopeId) {
        failTimes(3);
        machine.see(inputs.trading(Scope.STRATEGY, scopeId, State.ACTIVE));
        machine.approves(inputs.entry(S, Inputs.BTC, 1));
        assertEquals(0, machine.account().conduct(S).failures());
    }

    @Test
    void enablesItAgainAsOftenAsAnOperatorResumesIt() {
        for (int time = 1; time <= 2; time++) {
            failTimes(3);
            machine.denies(inputs.entry(S, Inputs.BTC, 1));
            machine.see(inputs.trading(Scope.STRATEGY, S, State.ACTIVE));
            machine.approves(inputs.entry(S, Inputs.BTC, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"SESSION,s1,ACTIVE", "GLOBAL,global,ACTIVE", "STRATEGY,other,ACTIVE", "STRATEGY,s2/probe,ACTIVE"})
    void isNotEnabledByWhatMeansSomethingElse(Scope scope, String scopeId, State state) {
        failTimes(3);
        machine.see(inputs.trading(scope, scopeId, state));
        assertEquals(
                DenialReason.STRATEGY_DISABLED,
                machine.denies(inputs.entry(S, Inputs.BTC, 1)).reason());
    }

    @Test
    void isNotEnabledByAnOlderDecisionThatIsOfferedAgain() {
        Event<?> before = inputs.trading(Scope.STRATEGY, S, State.ACTIVE);
        machine.see(before);
        failTimes(3);
        assertEquals(List.of(), machine.see(before));
        machine.denies(inputs.entry(S, Inputs.BTC, 1));
        assertEquals(1, machine.said(TradingStateApplied.class).size());
    }

    @Test
    void staysDisabledThroughARestart() {
        failTimes(3);
        machine.restart();
        assertEquals(
                DenialReason.STRATEGY_DISABLED,
                machine.denies(inputs.entry(S, Inputs.BTC, 1)).reason());
    }

    @Test
    void raisesAnAlertThatSaysWhy() {
        failTimes(3);
        List<Draft> alerts = RiskAlerts.of(machine.log.getLast());
        AlertRaised alert = (AlertRaised) alerts.getFirst().data();
        assertEquals("StrategyDisabled", alert.kind());
        assertEquals(Severity.CRITICAL, alert.severity());
        assertTrue(alert.message().contains(S) && alert.message().contains("POSITION_SIZE"), alert::toString);
        assertEquals("3", alert.details().get("failures"));
        assertEquals(List.of(), RiskAlerts.of(machine.log.getFirst()));
    }

    @Test
    void aRogueStrategyIsDisabledWithinASecondAndTheAccountStaysInsideItsLimits() {
        machine = Machine.running(inputs, RiskLimits.DEFAULTS);
        Instant begin = inputs.now();
        long disabledAfterMillis = -1;
        for (int signal = 0; signal < 1_000; signal++) {
            inputs.pass(Duration.ofMillis(1));
            List<RiskEvent> said = machine.see(inputs.entry("rogue", SYMBOLS.get(signal % 3), 40));
            if (said.getFirst() instanceof OrderApproved order) {
                machine.see(inputs.fill(order, order.quantity().contracts().longValueExact(), "100", "0.04"));
            }
            if (disabledAfterMillis < 0 && machine.account().conduct("rogue").disabled()) {
                disabledAfterMillis = Duration.between(begin, inputs.now()).toMillis();
            }
            assertInsideTheLimits(machine.account());
        }
        assertTrue(disabledAfterMillis >= 0 && disabledAfterMillis <= 1_000, "disabled after " + disabledAfterMillis);
        assertEquals(10, machine.said(OrderApproved.class).size());
        assertEquals(990, machine.said(OrderDenied.class).size());
        assertEquals(1, machine.said(StrategyDisabled.class).size());
        for (Symbol symbol : SYMBOLS) {
            machine.approves(inputs.exit("rogue", symbol, Direction.LONG, Section.ZE1));
        }
    }

    @Test
    void theDenialsOfARogueLeaveNothingInMemoryAndAreSmall() throws Exception {
        failTimes(3);
        long before = stateSize();
        for (int signal = 0; signal < 1_000; signal++) {
            machine.see(inputs.entry(S, Inputs.BTC, 1));
        }
        assertEquals(before, stateSize());
        int bytes = EventCodec.encode(machine.log.getLast()).length;
        assertTrue(bytes < 1_500, "a denial has " + bytes + " bytes");
    }

    private long stateSize() {
        return StateCodec.json(RiskBook.class).save(machine.book).length;
    }

    private static void assertInsideTheLimits(Account account) {
        RiskLimits limits = RiskLimits.DEFAULTS;
        Tally tally = account.commitments().tally();
        assertFalse(account.free().isNegative(), () -> "free " + account.free());
        assertTrue(tally.stakes().size() <= limits.maxOpenPositions(), tally::toString);
        assertTrue(account.entries().since(Instant.MIN.plusSeconds(1)) <= limits.maxOrdersPerMinute());
        assertTrue(tally.usedBy("rogue").compareTo(limits.strategyBudget()) <= 0, tally::toString);
        assertTrue(tally.atRisk().compareTo(account.equity().bps(limits.portfolioRiskBps())) <= 0, tally::toString);
        for (Symbol symbol : SYMBOLS) {
            Usdt exposure = account.exposure(symbol);
            assertTrue(exposure.compareTo(limits.maxPositionNotional()) <= 0, exposure::toString);
            // What was entered for 500 USDT is a little more than 5 % once the fees are paid.
            assertTrue(exposure.compareTo(Usdt.of(500)) <= 0, exposure::toString);
        }
    }

    private static RiskLimits failing(int failures) {
        return Limits.with(Limits.consecutiveFailures(failures), "maxPositionNotional", "100");
    }

    private Event<?> tooLarge() {
        return inputs.entry(S, Inputs.BTC, 101);
    }

    private void failTimes(int times) {
        for (int time = 0; time < times; time++) {
            machine.see(tooLarge());
        }
    }

    private void fill(OrderApproved order, long quantity) {
        machine.see(inputs.fill(order, quantity, "100", "0"));
    }
}
