package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevel;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Denials for what may be lost: what passes at the limit, what is denied just beyond it, and the numbers that the denial shows. */
class LossDenialsTest {
    private static final String S = "probe";

    private final Inputs inputs = new Inputs();
    private Machine machine = Machine.running(inputs, Limits.WIDE);

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @ParameterizedTest
    @CsvSource({
        // 100 * (1 - 1/4 + 0.005) and 100 * (1 + 1/4 - 0.005); without leverage only the maintenance margin is left.
        "LONG,4,75.5,75.4,75.5",
        "SHORT,4,124.5,124.6,124.5",
        "LONG,1,0.5,0.4,0.5",
        "SHORT,1,199.5,199.6,199.5"
    })
    void deniesAStopBeyondTheLiquidationPrice(
            Direction direction, int leverage, String atIt, String beyond, String liquidation) {
        machine.approves(stopped(direction, leverage, 0, atIt));
        assertDenied(stopped(direction, leverage, 0, beyond), DenialReason.LIQUIDATION_DISTANCE, beyond, liquidation);
    }

    @Test
    void measuresTheLiquidationPriceFromTheWorstPriceThatTheSlippageAllows() {
        // 102 * (1 - 1/4 + 0.005)
        assertDenied(stopped(Direction.LONG, 4, 200, "77"), DenialReason.LIQUIDATION_DISTANCE, "77", "77.01");
        machine.approves(stopped(Direction.LONG, 4, 200, "77.1"));
    }

    @Test
    void deniesMoreSlippageThanTheAccountAllows() {
        running(Limits.slippageBps(50));
        machine.approves(stopped(Direction.LONG, 1, 50, "90"));
        assertDenied(stopped(Direction.LONG, 1, 51, "90"), DenialReason.SLIPPAGE, "51", "50");
    }

    @Test
    void leavesTheSlippageToTheStrategyWhenTheAccountSaysNothing() {
        machine.approves(stopped(Direction.LONG, 1, 5_000, "90"));
    }

    @Test
    void deniesMoreAtRiskThanAShareOfTheEquity() {
        // 10 % is lost at the stop: 10 USDT held, 10 ordered, and the limit is 30.
        running(Limits.portfolioRiskBps(30));
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 100)), 100, "0");
        machine.approves(inputs.entry(S, Inputs.ETH, 100));
        assertDenied(inputs.entry(S, Inputs.ADX, 101), DenialReason.PORTFOLIO_RISK, "30.1", "30");
        machine.approves(inputs.entry(S, Inputs.ADX, 100));
    }

    @Test
    void countsAShortByTheRiseToItsStop() {
        running(Limits.portfolioRiskBps(10));
        fill(machine.approves(stopped(Direction.SHORT, 1, 0, "105")), 100, "0");
        assertEquals(Usdt.of(5), machine.account().commitments().tally().heldAtRisk());
        assertDenied(stopped(Direction.SHORT, 1, 0, "105.1"), DenialReason.PORTFOLIO_RISK, "10.1", "10");
    }

    @Test
    void countsAnOrderByTheWorstPriceThatItMayFillAt() {
        machine.approves(stopped(Direction.LONG, 1, 200, "90"));
        assertEquals(Usdt.of(12), machine.account().commitments().tally().atRisk());
        assertEquals(Usdt.ZERO, machine.account().commitments().tally().heldAtRisk());
    }

    @Test
    void countsWhatHasNoStopByItsMargin() {
        machine.see(inputs.correction(Inputs.BTC, null, 0, 30, "0"));
        assertEquals(Usdt.of(30), machine.account().commitments().tally().heldAtRisk());
    }

    @Test
    void countsAPositionWithTwoStopsByTheFartherOne() {
        fill(machine.approves(stopped(Direction.LONG, 1, 0, "90")), 100, "0");
        fill(machine.approves(stopped(Direction.LONG, 1, 0, "95")), 100, "0");
        assertEquals(Usdt.of(20), machine.account().commitments().tally().heldAtRisk());
        fill(machine.approves(stopped(Direction.LONG, 1, 0, "80")), 100, "0");
        assertEquals(Usdt.of(60), machine.account().commitments().tally().heldAtRisk());
    }

    @Test
    void countsAnOrderThatNobodyHeardOfAtItsWorstUntilThereIsEvidence() {
        OrderApproved order = machine.approves(inputs.entry(S, Inputs.BTC, 100));
        fill(order, 40, "0");
        assertEquals(Usdt.of(10), machine.account().commitments().tally().atRisk());
        machine.see(inputs.cancelled(order, 40));
        assertEquals(Usdt.of(4), machine.account().commitments().tally().atRisk());
        machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1));
        assertEquals(Usdt.of(4), machine.account().commitments().tally().atRisk());
    }

    @Test
    void countsWhatIsHeldAtItsStopInTheLossOfTheDay() {
        running(Limits.dailyLossBps(100));
        lose("89.9");
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 101)), 101, "0");
        machine.approves(inputs.entry(S, Inputs.ETH, 10));
        lose("0.1");
        assertDenied(inputs.entry(S, Inputs.ETH, 10), DenialReason.DAILY_LOSS, "100.1", "100");
    }

    @Test
    void deniesEntriesWhenTooMuchIsLostSinceThePeak() {
        running(Limits.drawdownBps(100));
        lose("-50");
        inputs.setTime("2026-03-09T00:00:00Z");
        lose("100");
        machine.approves(inputs.entry(S, Inputs.BTC, 10));
        lose("1");
        assertDenied(inputs.entry(S, Inputs.BTC, 10), DenialReason.DRAWDOWN, "101", "100");
    }

    @Test
    void countsWhatIsHeldAtItsStopInTheDrawdown() {
        running(Limits.drawdownBps(1));
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 11)), 11, "0");
        assertDenied(inputs.entry(S, Inputs.ETH, 10), DenialReason.DRAWDOWN, "1.1", "1");
    }

    @Test
    void deniesEntriesWhileAPositionIsAboutToBeLiquidated() {
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 10)), 10, "0");
        machine.see(inputs.margin(Inputs.BTC, MarginLevel.LOW, "0.29"));
        machine.approves(inputs.entry(S, Inputs.ETH, 10));
        machine.see(inputs.margin(Inputs.BTC, MarginLevel.CRITICAL, "0.12"));
        assertDenied(inputs.entry(S, Inputs.ETH, 10), DenialReason.MARGIN_RATIO, "0.12", "0.15");
        machine.see(inputs.margin(Inputs.BTC, MarginLevel.LOW, "0.2"));
        machine.approves(inputs.entry(S, Inputs.ETH, 10));
    }

    @Test
    void forgetsAPositionThatWasAboutToBeLiquidatedOnceItIsClosed() {
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 10)), 10, "0");
        machine.see(inputs.margin(Inputs.BTC, MarginLevel.CRITICAL, "0.12"));
        OrderApproved exit = machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.E1));
        fill(exit, 9, "0");
        assertEquals(
                DenialReason.MARGIN_RATIO,
                machine.denies(inputs.entry(S, Inputs.ETH, 10)).reason());
        fill(exit, 1, "0");
        machine.approves(inputs.entry(S, Inputs.ETH, 10));
    }

    @Test
    void deniesMoreMarginThanAShareOfTheEquity() {
        // Held 10, ordered 10.02; an entry of 10 reserves 10.02 with its fees.
        running(Limits.with(Limits.marginUtilisationBps(30), "strategyBudget", "1000000"));
        fill(machine.approves(inputs.entry(S, Inputs.BTC, 10)), 10, "0");
        machine.approves(inputs.entry(S, Inputs.ETH, 10));
        assertDenied(inputs.entry(S, Inputs.ADX, 10), DenialReason.MARGIN_UTILISATION, "30.04", "30");
        machine.approves(inputs.entry(S, Inputs.ADX, 9));
    }

    private void running(RiskLimits limits) {
        machine = Machine.running(inputs, limits);
    }

    /** A hundred contracts of BTC at 100. */
    private Event<?> stopped(Direction direction, int leverage, int slippageBps, String stop) {
        return inputs.entry(
                S, Inputs.BTC, direction, "100", new EntryIntent(Usdt.of(100), leverage, Price.of(stop), slippageBps));
    }

    private void fill(OrderApproved order, long quantity, String fee) {
        machine.see(inputs.fill(order, quantity, "100", fee));
    }

    private void lose(String usdt) {
        fill(machine.approves(inputs.entry("loser", Inputs.ADX, 1)), 1, usdt);
        fill(machine.approves(inputs.exit("loser", Inputs.ADX, Direction.LONG, Section.ZE1)), 1, "0");
    }

    private void assertDenied(Event<?> signal, DenialReason reason, String value, String limit) {
        OrderDenied denied = machine.denies(signal);
        List<RiskCheck> failed =
                denied.checks().stream().filter(check -> !check.passed()).toList();
        assertEquals(1, failed.size(), () -> "failed checks " + failed);
        RiskCheck check = failed.getFirst();
        assertEquals(reason, check.check());
        assertEquals(0, check.value().compareTo(new BigDecimal(value)), () -> "value of " + check);
        assertEquals(0, check.limit().compareTo(new BigDecimal(limit)), () -> "limit of " + check);
    }
}
