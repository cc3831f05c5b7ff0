package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The orders that close a position for an operator or the watchdog. */
class CloseRulesTest {
    private final Inputs inputs = new Inputs();
    private final Machine machine = Machine.running(inputs, Limits.WIDE);

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void closesWhatEachStrategyHoldsEvenWhileTradingIsHalted() {
        hold("alpha", 100);
        hold("beta", 40);
        machine.see(inputs.trading(Scope.GLOBAL, "all", TradingStateEvent.State.HALTED));
        List<OrderApproved> orders = approved(machine.see(asked(1, 140)));
        assertEquals(
                List.of("alpha", "beta"),
                orders.stream().map(OrderApproved::strategyId).toList());
        assertEquals(
                List.of(Quantity.of(100), Quantity.of(40)),
                orders.stream().map(OrderApproved::quantity).toList());
        OrderApproved first = orders.getFirst();
        assertEquals(Purpose.EMERGENCY_EXIT, first.purpose());
        assertEquals(Side.SELL, first.side());
        assertEquals(Price.of("99"), first.decisionPrice());
        assertEquals(null, first.limitPrice());
        assertEquals(2, orders.stream().map(OrderApproved::orderId).distinct().count());
    }

    @Test
    void closesNoMoreThanItWasAskedTo() {
        hold("alpha", 100);
        hold("beta", 40);
        List<OrderApproved> orders = approved(machine.see(asked(1, 110)));
        assertEquals(
                List.of(Quantity.of(100), Quantity.of(10)),
                orders.stream().map(OrderApproved::quantity).toList());
    }

    @Test
    void ordersNothingTwiceWhileAnExitIsUnderWay() {
        hold("alpha", 100);
        OrderApproved first = approved(machine.see(asked(1, 100))).getFirst();
        OrderDenied denied = (OrderDenied) machine.see(asked(2, 100)).getFirst();
        assertEquals(DenialReason.NO_POSITION_TO_REDUCE, denied.reason());
        machine.see(inputs.cancelled(first, 0));
        assertEquals(
                Quantity.of(100),
                approved(machine.see(asked(3, 100))).getFirst().quantity());
    }

    @Test
    void leavesWhatAStrategyIsLeavingAlready() {
        hold("alpha", 100);
        machine.approves(inputs.exit("alpha", Inputs.BTC, Direction.LONG, Section.ZE1));
        assertTrue(machine.see(asked(1, 100)).getFirst() instanceof OrderDenied);
    }

    @Test
    void closesWhatNobodyOfOursOpened() {
        machine.see(inputs.correction(Inputs.BTC, null, 0, 5, "0"));
        OrderApproved order = approved(machine.see(asked(1, 5))).getFirst();
        assertEquals("external", order.strategyId());
        machine.see(inputs.fill(order, 5, "100", "0"));
        assertTrue(machine.account().holdings().isEmpty());
    }

    @Test
    void deniesWhatIsNotHeld() {
        OrderDenied denied = (OrderDenied) machine.see(asked(1, 5)).getFirst();
        assertEquals(DenialReason.NO_POSITION_TO_REDUCE, denied.reason());
    }

    private void hold(String strategy, long contracts) {
        OrderApproved order = machine.approves(inputs.entry(strategy, Inputs.BTC, contracts));
        machine.see(inputs.fill(order, contracts, "100", "0"));
    }

    private Event<?> asked(long number, long quantity) {
        return inputs.event(new PositionCloseRequested(
                Inputs.SESSION,
                Inputs.BTC,
                Direction.LONG,
                number,
                Quantity.of(quantity),
                Price.of("99"),
                "decided/1",
                "ada",
                "a drill"));
    }

    private static List<OrderApproved> approved(List<RiskEvent> verdicts) {
        return verdicts.stream().map(OrderApproved.class::cast).toList();
    }
}
