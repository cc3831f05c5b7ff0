package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.PositionEvent.FundingSettled;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.AccountClosed;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What approvals, fills and ends do to an account, to the last decimal. */
class AccountsTest {
    private static final String S = "probe";

    private final Inputs inputs = new Inputs();
    private Machine machine = Machine.running(inputs, Limits.WIDE);

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void opensAnAccountWhenItsSessionRunsAndClosesItOnce() {
        machine = new Machine();
        assertEquals(List.of(), machine.see(inputs.session(State.STOPPED, Limits.WIDE)));
        List<RiskEvent> opened = machine.see(inputs.session(State.RUNNING, Limits.WIDE));
        assertEquals(
                List.of(new AccountOpened(
                        Inputs.SESSION,
                        Usdt.of(10_000),
                        Limits.WIDE,
                        List.of(Inputs.BTC, Inputs.ETH, Inputs.ADX),
                        null)),
                opened);
        assertEquals(List.of(), machine.see(inputs.session(State.RUNNING, Limits.WIDE)));
        assertEquals(
                List.of(new AccountClosed(Inputs.SESSION, "test")),
                machine.see(inputs.session(State.STOPPED, Limits.WIDE)));
        assertEquals(List.of(), machine.see(inputs.session(State.STOPPED, Limits.WIDE)));
    }

    @Test
    void fundingIsRealisedAndChangesNothingThatIsHeld() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        machine.see(inputs.fill(order, 100, "100", "0.1"));
        ExposureChanged exposure = exposure(inputs.event(new FundingSettled(
                Inputs.SESSION,
                Inputs.BTC,
                Direction.LONG,
                "77",
                Usdt.of("-0.25"),
                new BigDecimal("0.0001"),
                inputs.now())));
        assertEquals(S, exposure.strategyId());
        assertEquals(Quantity.of(100), exposure.position());
        assertEquals(Usdt.of("-0.25"), exposure.realised());
        assertEquals(Usdt.of("-0.35"), exposure.realisedToday());
        assertEquals(Usdt.of("9999.65"), machine.account().equity());
        assertEquals(
                Quantity.of(100), machine.account().holdings().iterator().next().quantity());
    }

    @Test
    void sizesAnEntryInContractsAndReservesItsWorstCase() {
        Event<?> signal = entry(Direction.LONG);
        OrderApproved order = machine.approves(signal);
        assertEquals(OrderIds.forSignal(signal.id()), order.orderId());
        assertEquals(signal.id(), order.signalId());
        assertEquals(Quantity.of(100), order.quantity());
        assertEquals(Side.BUY, order.side());
        assertEquals(Price.of("101"), order.limitPrice());
        assertEquals(Price.of("90"), order.stopLossPrice());
        // 101 USDT at worst: a margin of 50.5 and twice a fee of 0.101.
        assertEquals(Usdt.of("50.702"), order.reserved());
        assertMoney("50.702", "0", "10000", "9949.298");
    }

    @Test
    void reservesAShortAtTheDecisionPriceSinceItCanOnlyFillLowerThanThat() {
        OrderApproved order = machine.approves(entry(Direction.SHORT));
        assertEquals(Side.SELL, order.side());
        assertEquals(Price.of("99"), order.limitPrice());
        assertEquals(Price.of("110"), order.stopLossPrice());
        assertEquals(Usdt.of("50.2"), order.reserved());
    }

    @Test
    void keepsThePriceOnTheGridAndNeverWorseThanTheSlippageAllows() {
        var intent = new EntryIntent(Usdt.of(100), 2, Price.of("90.07"), 33);
        OrderApproved bought = machine.approves(inputs.entry(S, Inputs.BTC, Direction.LONG, "100", intent));
        assertEquals(Price.of("100.3"), bought.limitPrice());
        assertEquals(Price.of("90"), bought.stopLossPrice());
        var other = new EntryIntent(Usdt.of(100), 2, Price.of("110.03"), 33);
        OrderApproved sold = machine.approves(inputs.entry(S, Inputs.BTC, Direction.SHORT, "100", other));
        assertEquals(Price.of("99.7"), sold.limitPrice());
        assertEquals(Price.of("110.1"), sold.stopLossPrice());
    }

    @Test
    void bindsTheLimitPriceToTheDirectionAndNotToTheStop() {
        var stopAbove = new EntryIntent(Usdt.of(100), 2, Price.of("110"), 100);
        OrderApproved order = machine.approves(inputs.entry(S, Inputs.BTC, Direction.LONG, "100", stopAbove));
        assertEquals(Price.of("101"), order.limitPrice());
        assertEquals(Usdt.of("50.702"), order.reserved());
    }

    @Test
    void movesTheFilledShareFromReservedToMarginAndReleasesTheRestAtTheEnd() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        ExposureChanged exposure = exposure(inputs.fill(order, 40, "100.5", "0.0402"));
        assertEquals(Quantity.of(40), exposure.position());
        assertEquals(Usdt.of("40.2"), exposure.cost());
        assertEquals(Usdt.of("20.1"), exposure.positionMargin());
        assertEquals(Quantity.of(60), exposure.orderRemaining());
        assertEquals(Usdt.of("30.4212"), exposure.orderReserved());
        assertEquals(Usdt.of("-0.0402"), exposure.realised());
        assertMoney("30.4212", "20.1", "9999.9598", "9949.4386");
        ReservationReleased released = released(inputs.cancelled(order, 40));
        assertEquals(Usdt.of("30.4212"), released.released());
        assertEquals(Quantity.ZERO, released.remaining());
        assertMoney("0", "20.1", "9999.9598", "9979.8598");
    }

    @Test
    void keepsTheReservationOfFillsThatComeAfterTheEnd() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 10, "100", "0"));
        ReservationReleased released = released(inputs.cancelled(order, 40));
        assertEquals(Quantity.of(30), released.remaining());
        assertEquals(Usdt.of("15.2106"), released.stillReserved());
        assertEquals(Usdt.of("30.4212"), released.released());
        assertMoney("15.2106", "5", "10000", "9979.7894");
        exposure(inputs.fill(order, 30, "100", "0"));
        assertMoney("0", "20", "10000", "9980");
        assertEquals(List.of(), machine.see(inputs.cancelled(order, 40)));
    }

    @Test
    void aPositionThatWasClosedElsewhereLeavesItsOwnerAndWhatItRealisedCounts() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 100, "100", "0"));
        ExposureChanged closed = exposure(inputs.correction(Inputs.BTC, S, 100, 0, "-3.5"));
        assertEquals(Quantity.ZERO, closed.position());
        assertEquals(S, closed.strategyId());
        assertMoney("0", "0", "9996.5", "9996.5");
        assertEquals(Usdt.ZERO, closed.realisedToday());
        assertEquals(Usdt.of("-3.5"), machine.account().results().countedOn(LocalDate.of(2026, 3, 1)));
        machine.denies(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1));
    }

    @Test
    void whatSomebodyElseOpenedCountsAsAPositionOfNobody() {
        ExposureChanged opened = exposure(inputs.correction(Inputs.BTC, null, 0, 30, "-0.1"));
        assertEquals("external", opened.strategyId());
        assertEquals(Quantity.of(30), opened.position());
        assertEquals(Usdt.of(30), opened.cost());
        assertMoney("0", "30", "9999.9", "9969.9");
        exposure(inputs.correction(Inputs.BTC, null, 30, 0, "1"));
        assertMoney("0", "0", "10000.9", "10000.9");
    }

    @Test
    void aReductionTakesFromTheOwnerFirstAndThenFromOthers() {
        OrderApproved mine = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(mine, 100, "100", "0"));
        OrderApproved other = machine.approves(inputs.entry("another", Inputs.BTC, 50));
        exposure(inputs.fill(other, 50, "100", "0"));
        List<RiskEvent> changes = machine.see(inputs.correction(Inputs.BTC, S, 150, 20, "0"));
        assertEquals(
                List.of(S + " 0", "another 20"),
                changes.stream()
                        .map(change -> (ExposureChanged) change)
                        .map(change -> change.strategyId() + " " + change.position())
                        .toList());
    }

    @Test
    void aCorrectionThatMovesNoContractsCountsWhatItRealisedAndLeavesWhatIsHeld() {
        exposure(inputs.correction(Inputs.BTC, null, 0, 30, "0"));
        ExposureChanged counted = exposure(inputs.correction(Inputs.BTC, null, 30, 30, "-2"));
        assertEquals(Quantity.of(30), counted.position());
        assertMoney("0", "30", "9998", "9968");
    }

    @Test
    void whatIsHeldCostsTheVenuesEntryPriceAfterACorrection() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 100, "90", "0"));
        machine.see(inputs.correction(Inputs.BTC, S, 100, 40, "8"));
        assertEquals(
                Usdt.of(40),
                machine.account().holding(S, Inputs.BTC, Direction.LONG).cost());
        OrderApproved exit = machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, Section.ZE1));
        exposure(inputs.fill(exit, 40, "110", "0"));
        // The correction realised 8, and 40 contracts of 0.01 coins that cost 100 since were sold at 110.
        assertMoney("0", "0", "10012", "10012");
    }

    @Test
    void releasesEverythingOfARejectedOrder() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        ReservationReleased released = released(inputs.rejected(order));
        assertEquals(Usdt.of("50.702"), released.released());
        assertEquals("rejected", released.why());
        assertMoney("0", "0", "10000", "10000");
        assertEquals(List.of(), machine.see(inputs.rejected(order)));
    }

    @Test
    void releasesEverythingOfAnExpiredOrder() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        assertEquals(Usdt.of("50.702"), released(inputs.expired(order)).released());
        assertMoney("0", "0", "10000", "10000");
    }

    @Test
    void needsNoEndWhenAnOrderFillsWhole() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 60, "100", "0"));
        exposure(inputs.fill(order, 40, "101", "0"));
        assertMoney("0", "50.2", "10000", "9949.8");
        assertEquals(List.of(), machine.see(inputs.cancelled(order, 100)));
    }

    @Test
    void backsAFillWithoutAReservationWithAllOfItsNotional() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        released(inputs.rejected(order));
        exposure(inputs.fill(order, 40, "100", "0"));
        assertMoney("0", "40", "10000", "9960");
    }

    @Test
    void realisesTheProfitOfALongNetOfFees() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 60, "100", "0.06"));
        exposure(inputs.fill(order, 40, "101", "0.0404"));
        OrderApproved exit = exits(Section.ZE1);
        assertEquals(Side.SELL, exit.side());
        // A quarter of a cost of 100.4 is 25.1; sold for 0.25 * 104 = 26.
        ExposureChanged part = exposure(inputs.fill(exit, 25, "104", "0.026"));
        assertEquals(Usdt.of("0.874"), part.realised());
        assertEquals(Usdt.of("75.3"), part.cost());
        assertEquals(Usdt.of("37.65"), part.positionMargin());
        ExposureChanged rest = exposure(inputs.fill(exit, 75, "99", "0"));
        assertEquals(Usdt.of("-1.05"), rest.realised());
        assertMoney("0", "0", "9999.7236", "9999.7236");
        assertTrue(machine.account().holdings().isEmpty());
        assertTrue(machine.account().reservations().isEmpty());
    }

    @Test
    void realisesTheProfitOfAShort() {
        OrderApproved order = machine.approves(entry(Direction.SHORT));
        exposure(inputs.fill(order, 100, "100", "0"));
        OrderApproved exit = machine.approves(inputs.exit(S, Inputs.BTC, Direction.SHORT, Section.E1));
        assertEquals(Side.BUY, exit.side());
        assertEquals(Usdt.of("3"), exposure(inputs.fill(exit, 100, "97", "0")).realised());
        assertMoney("0", "0", "10003", "10003");
    }

    @Test
    void closesWhatIsHeldWhenAnExitFillsMoreThanThat() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 10, "100", "0"));
        OrderApproved exit = exits(Section.ZE1);
        // 12 contracts for 12.6, of which 10 are ours: 10.5 for a cost of 10.
        assertEquals(Usdt.of("0.5"), exposure(inputs.fill(exit, 12, "105", "0")).realised());
        assertEquals(
                Usdt.of("-0.1"), exposure(inputs.fill(exit, 1, "105", "0.1")).realised());
        assertTrue(machine.account().holdings().isEmpty());
    }

    @Test
    void asksForExitsAtTheMarketAndReservesNothingForThem() {
        exposure(inputs.fill(machine.approves(entry(Direction.LONG)), 100, "100", "0"));
        OrderApproved exit = exits(Section.ZE1);
        assertEquals(Purpose.EXIT, exit.purpose());
        assertNull(exit.limitPrice());
        assertNull(exit.stopLossPrice());
        assertEquals(Usdt.ZERO, exit.reserved());
        assertEquals(Quantity.of(100), exit.quantity());
        machine.see(inputs.rejected(exit));
        assertEquals(Purpose.EMERGENCY_EXIT, exits(Section.E1).purpose());
    }

    @Test
    void leavesInStepsWhenTheVenueTakesNoMoreAtOnce() {
        exposure(inputs.fill(machine.approves(entry(Direction.LONG)), 100, "100", "0"));
        machine.see(inputs.event(Inputs.terms(Inputs.BTC, 1, 70, 125)));
        assertEquals(Quantity.of(70), exits(Section.ZE1).quantity());
        assertEquals(Quantity.of(30), exits(Section.ZE1).quantity());
    }

    @Test
    void offersWhatACancelledExitLeftToTheNext() {
        exposure(inputs.fill(machine.approves(entry(Direction.LONG)), 100, "100", "0"));
        OrderApproved first = exits(Section.ZE1);
        exposure(inputs.fill(first, 30, "100", "0"));
        machine.see(inputs.cancelled(first, 50));
        // 20 of the first are still to come.
        assertEquals(Quantity.of(50), exits(Section.E1).quantity());
    }

    @Test
    void letsExitsPassWhenEntriesDoNot() {
        machine = Machine.running(inputs, Limits.ordersPerMinute(1, 1));
        exposure(inputs.fill(machine.approves(entry(Direction.LONG)), 100, "100", "9000"));
        machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.DOWN));
        assertEquals(
                DenialReason.FEED_NOT_FRESH,
                machine.denies(entry(Direction.LONG)).reason());
        exitsAndFails();
        machine.see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.REDUCING));
        exitsAndFails();
        machine.see(inputs.trading(Scope.SYMBOL, "BTC_USDT", TradingStateEvent.State.HALTED));
        exitsAndFails();
        machine.see(inputs.session(State.STOPPED, Limits.WIDE));
        exitsAndFails();
        machine.see(inputs.session(State.STOPPED, Limits.WIDE));
        exposure(inputs.fill(exits(Section.E1), 100, "100", "0"));
        assertMoney("0", "0", "1000", "1000");
    }

    @Test
    void countsTheLossOfADayAnewFromUtcMidnightOfEventTime() {
        machine = Machine.running(inputs, Limits.dailyLossBps(100));
        inputs.setTime("2026-03-01T23:59:59.999Z");
        OrderApproved order = machine.approves(entry(Direction.LONG));
        ExposureChanged before = exposure(inputs.fill(order, 50, "100", "101"));
        assertEquals(LocalDate.of(2026, 3, 1), before.day());
        assertEquals(Usdt.of("-101"), before.realisedToday());
        assertEquals(
                DenialReason.DAILY_LOSS, machine.denies(entry(Direction.LONG)).reason());
        inputs.setTime("2026-03-02T00:00:00Z");
        machine.approves(entry(Direction.LONG));
        ExposureChanged after = exposure(inputs.fill(order, 50, "100", "7"));
        assertEquals(LocalDate.of(2026, 3, 2), after.day());
        assertEquals(Usdt.of("-7"), after.realisedToday());
    }

    @Test
    void aCorrectionMovesNoDayAndItsLossCountsForTheDayOfTheNextEntry() {
        machine = Machine.running(inputs, Limits.dailyLossBps(100));
        inputs.setTime("2019-07-05T23:00:00Z");
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 100, "100", "0"));
        // Our clock is years after the tape's.
        inputs.setTime("2026-03-01T12:00:00Z");
        ExposureChanged closed = exposure(inputs.correction(Inputs.BTC, S, 100, 0, "-101"));
        assertEquals(LocalDate.of(2019, 7, 5), closed.day());
        inputs.setTime("2019-07-05T23:00:01Z");
        assertEquals(
                DenialReason.DAILY_LOSS, machine.denies(entry(Direction.LONG)).reason());
        inputs.setTime("2019-07-06T00:00:00Z");
        machine.approves(entry(Direction.LONG));
    }

    @Test
    void aLossByACorrectionBeforeAnythingWasTradedCountsForTheFirstDay() {
        machine = Machine.running(inputs, Limits.dailyLossBps(100));
        inputs.setTime("2026-03-01T12:00:00Z");
        exposure(inputs.correction(Inputs.BTC, null, 0, 1, "-102"));
        inputs.setTime("2019-07-05T12:00:00Z");
        assertEquals(
                DenialReason.DAILY_LOSS, machine.denies(entry(Direction.LONG)).reason());
        assertEquals(LocalDate.of(2019, 7, 5), machine.account().results().day());
        inputs.setTime("2019-07-06T12:00:00Z");
        machine.approves(entry(Direction.LONG));
    }

    @Test
    void aLossOfACorrectionIsDatedByAFillAsWell() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 50, "100", "0"));
        exposure(inputs.correction(Inputs.BTC, S, 50, 0, "-4"));
        ExposureChanged next = exposure(inputs.fill(order, 50, "100", "1"));
        assertEquals(Usdt.of("-5"), next.realisedToday());
        assertEquals(Usdt.ZERO, machine.account().results().undated());
    }

    @Test
    void doesNotForgetTheLossOfTodayWhenAFillOfYesterdayComesLate() {
        machine = Machine.running(inputs, Limits.dailyLossBps(100));
        inputs.setTime("2026-03-02T00:00:01Z");
        OrderApproved order = machine.approves(entry(Direction.LONG));
        exposure(inputs.fill(order, 50, "100", "101"));
        inputs.setTime("2026-03-01T23:59:59Z");
        exposure(inputs.fill(order, 50, "100", "1"));
        inputs.setTime("2026-03-02T00:00:02Z");
        assertEquals(
                DenialReason.DAILY_LOSS, machine.denies(entry(Direction.LONG)).reason());
    }

    @Test
    void leavesAnEventOnlyForWhatIsNews() {
        assertEquals(List.of(), machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.LIVE)));
        assertEquals(List.of(), machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.POLLING)));
        assertEquals(
                1, machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.STALE)).size());
        assertEquals(List.of(), machine.see(inputs.feed(Inputs.BTC, FeedEvent.State.DOWN)));
        assertEquals(List.of(), machine.see(inputs.instrument(Inputs.BTC)));
        assertEquals(
                1,
                machine.see(inputs.event(Inputs.terms(Inputs.BTC, 2, 1_000, 50)))
                        .size());
        assertEquals(
                1,
                machine.see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.HALTED))
                        .size());
        assertEquals(List.of(), machine.see(inputs.trading(Scope.GLOBAL, "global", TradingStateEvent.State.HALTED)));
    }

    @Test
    void ignoresFillsAndEndsOfOtherSessions() {
        OrderApproved order = machine.approves(entry(Direction.LONG));
        machine = new Machine();
        assertEquals(List.of(), machine.see(inputs.fill(order, 1, "100", "0")));
        assertEquals(List.of(), machine.see(inputs.cancelled(order, 0)));
    }

    /** 100 USDT at 100 with leverage 2, a slippage of 1 % and a stop at 10 %. */
    private Event<?> entry(Direction direction) {
        var stop = Price.of(direction == Direction.LONG ? "90" : "110");
        return inputs.entry(S, Inputs.BTC, direction, "100", new EntryIntent(Usdt.of(100), 2, stop, 100));
    }

    private OrderApproved exits(Section section) {
        return machine.approves(inputs.exit(S, Inputs.BTC, Direction.LONG, section));
    }

    private void exitsAndFails() {
        machine.see(inputs.rejected(exits(Section.ZE1)));
    }

    private ExposureChanged exposure(Event<?> fill) {
        List<RiskEvent> events = machine.see(fill);
        assertEquals(1, events.size(), events::toString);
        var exposure = (ExposureChanged) events.getFirst();
        Account account = machine.account();
        assertEquals(account.reserved(), exposure.reserved());
        assertEquals(account.margin(), exposure.margin());
        assertEquals(account.equity(), exposure.equity());
        assertEquals(account.free(), exposure.free());
        return exposure;
    }

    private ReservationReleased released(Event<?> end) {
        List<RiskEvent> events = machine.see(end);
        assertEquals(1, events.size(), events::toString);
        return (ReservationReleased) events.getFirst();
    }

    private void assertMoney(String reserved, String margin, String equity, String free) {
        Account account = machine.account();
        assertEquals(
                List.of(Usdt.of(reserved), Usdt.of(margin), Usdt.of(equity), Usdt.of(free)),
                List.of(account.reserved(), account.margin(), account.equity(), account.free()),
                "reserved, margin, equity, free");
    }
}
