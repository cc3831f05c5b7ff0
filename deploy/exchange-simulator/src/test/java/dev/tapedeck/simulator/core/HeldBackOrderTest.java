package dev.tapedeck.simulator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeldBackOrderTest {
    private final TestVenue venue = new TestVenue();
    private final List<Order> held = new ArrayList<>();

    @BeforeEach
    void holdBackOne() {
        venue.exchange.holdBack(1, held::add);
    }

    @Test
    void takesHalfRoundedDownAndStaysOpen() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 9);

        assertEquals(List.of(order), held);
        assertEquals(OrderState.OPEN, order.state());
        assertEquals(4, order.dealVol());
        assertEquals(4, venue.held(true).holdVol());
        assertTrue(venue.exchange.isHoldingBack());
    }

    @Test
    void onlyAsManyOrdersAreHeldBackAsWereAsked() {
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 9);

        assertEquals(
                OrderState.FILLED,
                venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 9).state());
    }

    @Test
    void marketOrderFillsWholeWhenItIsLetGo() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 9);

        venue.exchange.letGo(order);

        assertEquals(OrderState.FILLED, order.state());
        assertFalse(venue.exchange.isHoldingBack());
    }

    @Test
    void closingOrderIsHeldBackToo() {
        venue.exchange.holdBack(0, held::add);
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 9);
        venue.exchange.holdBack(1, held::add);

        Order closing = venue.place(Side.CLOSE_LONG, OrderType.MARKET, null, 9);
        assertEquals(5, venue.held(true).holdVol());
        venue.exchange.letGo(closing);

        assertNull(venue.account.position(venue.market, true));
    }

    @Test
    void restOfAnImmediateOrCancelOrderIsCancelledWhenItIsLetGo() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.IMMEDIATE_OR_CANCEL, "1010.0", 9);

        venue.exchange.letGo(order);

        assertEquals(OrderState.CANCELLED, order.state());
        assertEquals(EndReason.IOC_CANCEL, order.endReason());
        assertEquals(4, order.dealVol());
        assertEquals(0, venue.account.frozen().signum());
    }

    @Test
    void restOfALimitOrderGoesToTheBookWhenItIsLetGo() {
        String ask = TestVenue.INSTRUMENT.price(venue.market.bestAskTicks()).toPlainString();
        long offered = venue.market.book().firstVolume(true, 0);
        Order order = venue.place(Side.OPEN_LONG, OrderType.LIMIT, ask, 2 * offered);
        assertEquals(offered, order.dealVol());

        venue.exchange.letGo(order);

        assertEquals(OrderState.OPEN, order.state());
        assertEquals(order.limitTicks(), venue.market.bestBidTicks());
    }

    @ParameterizedTest
    @EnumSource(names = {"POST_ONLY", "FILL_OR_KILL"})
    void ordersThatNeverTakeAPartAreNotTouched(OrderType type) {
        Order order = venue.place(Side.OPEN_LONG, type, "1010.0", 9);

        assertEquals(List.of(), held);
        assertTrue(order.state().isFinal());
        assertEquals(type == OrderType.POST_ONLY ? 0 : 9, order.dealVol());
    }

    @Test
    void orderThatTakesNothingNowIsNotTouched() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.LIMIT, "950.0", 9);

        assertEquals(List.of(), held);
        assertTrue(venue.market.resting(true).contains(order));
    }

    @Test
    void orderOfOneContractIsNotTouched() {
        assertEquals(
                OrderState.FILLED,
                venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 1).state());
        assertEquals(List.of(), held);
    }

    @Test
    void orderCancelledMeanwhileStaysCancelled() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 9);
        venue.exchange.cancel(order);

        venue.exchange.letAllGo();

        assertEquals(OrderState.CANCELLED, order.state());
        assertEquals(4, order.dealVol());
        assertFalse(venue.exchange.isHoldingBack());
    }

    @Test
    void closingOrderEndsWhenItsPositionIsLiquidatedMeanwhile() {
        venue.exchange.holdBack(0, held::add);
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 9);
        venue.exchange.holdBack(1, held::add);
        Order closing = venue.place(Side.CLOSE_LONG, OrderType.MARKET, null, 9);

        venue.exchange.liquidate(venue.held(true));
        venue.exchange.letAllGo();

        assertEquals(EndReason.POSITION_LIQUIDATED, closing.endReason());
        assertEquals(4, closing.dealVol());
    }
}
