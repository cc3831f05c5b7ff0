package dev.tapedeck.simulator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stop-loss on the fair price that came with an entry of ten contracts. */
class AttachedStopTest {
    private final TestVenue venue = new TestVenue();

    @BeforeEach
    void enter() {
        venue.accepted(new OrderRequest(
                TestVenue.SYMBOL,
                Side.OPEN_LONG.number(),
                OrderType.MARKET.number(),
                null,
                BigDecimal.TEN,
                20,
                Position.ISOLATED,
                "entry",
                0,
                false,
                new BigDecimal("990"),
                null,
                PriceSource.FAIR.number(),
                PriceSource.FAIR.number()));
    }

    private StopOrder stop() {
        return venue.account.stopOrders().iterator().next();
    }

    private void fallSlowly() {
        for (int second = 0; second < 60; second++) {
            venue.print("985.0", 1, false);
            venue.passSeconds(1);
        }
    }

    @Test
    void belongsToThePositionAndProtectsAllOfIt() {
        assertEquals(venue.held(true), stop().position());
        assertEquals(10, stop().vol());
        assertEquals(PriceSource.FAIR, stop().lossSource());
    }

    @Test
    void waitsWhileOnlyTheLastPriceIsBelowIt() {
        venue.print("985.0", 1, false);

        assertEquals(TriggerState.UNTRIGGERED, stop().state());
        assertEquals(10, venue.held(true).holdVol());
    }

    @Test
    void closesThePositionWhenTheFairPriceReachesItByAnOrderThatItNames() {
        fallSlowly();

        assertNull(venue.account.position(venue.market, true));
        assertEquals(TriggerState.EXECUTED, stop().state());
        assertEquals(StopOrder.STOP_LOSS, stop().triggerSide());
        Order closing = venue.account.order(stop().placedOrderId());
        assertNotNull(closing);
        assertEquals(Order.NORMAL, closing.category());
        assertEquals("", closing.request().externalOid());
        assertEquals(Side.CLOSE_LONG, closing.side());
    }

    @Test
    void closesNoMoreThanIsLeftOfThePosition() {
        venue.place(Side.CLOSE_LONG, OrderType.MARKET, null, 7);

        fallSlowly();

        assertEquals(3, stop().vol());
        assertNull(venue.account.position(venue.market, true));
        assertNull(venue.account.position(venue.market, false));
    }

    @Test
    void isSweptWithAPositionThatIsClosed() {
        venue.place(Side.CLOSE_LONG, OrderType.MARKET, null, 10);

        assertEquals(TriggerState.CANCELLED, stop().state());
    }

    @Test
    void isSweptWithAPositionThatIsLiquidated() {
        venue.exchange.liquidate(venue.held(true));

        assertEquals(TriggerState.CANCELLED, stop().state());
        fallSlowly();
        assertEquals(TriggerState.CANCELLED, stop().state());
    }
}
