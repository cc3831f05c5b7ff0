package dev.tapedeck.simulator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final TestVenue venue = new TestVenue();

    private static void assertAmount(String expected, BigDecimal actual) {
        assertEquals(0, new BigDecimal(expected).compareTo(actual), () -> "expected " + expected + ", was " + actual);
    }

    @Test
    void marketOrderWalksTheModelledLevels() {
        DepthSide asks = new DepthSide();
        venue.market.depth(true, asks);
        long firstLevel = asks.volume(0);

        Order order = venue.place(Side.OPEN_LONG, OrderType.MARKET, null, firstLevel + 10);

        assertEquals(OrderState.FILLED, order.state());
        assertEquals(2, venue.exchange.ledger().fills().size());
        Fill first = venue.exchange.ledger().fills().iterator().next();
        assertEquals(asks.ticks(0), first.ticks());
        assertEquals(firstLevel, first.vol());
        assertTrue(first.taker());
    }

    @Test
    void marketOrderBeyondTheDepthIsCancelledForTheRest() {
        DepthSide bids = new DepthSide();
        venue.market.depth(false, bids);
        long all = 0;
        for (int level = 0; level < bids.size(); level++) {
            all += bids.volume(level);
        }
        venue.exchange.changes().clear();

        OrderRequest request = new OrderRequest(
                TestVenue.SYMBOL,
                Side.OPEN_SHORT.number(),
                OrderType.MARKET.number(),
                null,
                BigDecimal.valueOf(all + 1),
                50,
                Position.ISOLATED,
                "all",
                0,
                false,
                null,
                null,
                1,
                1);
        Exchange rich = new Exchange(
                List.of(new MarketOpening(TestVenue.INSTRUMENT, TestVenue.OPENING_TICKS, 100)),
                List.of(new AccountOpening("carol", new BigDecimal("1000000"))),
                TestVenue.START,
                false,
                Exchange.DEFAULT_LEDGER_LIMIT);
        Account carol = rich.accounts().iterator().next();
        PlaceResult placed = rich.place(carol, request, 0);
        Order order = carol.order(placed.orderId());

        assertEquals(OrderState.CANCELLED, order == null ? null : order.state());
        assertEquals(EndReason.MARKET_CANCEL, order == null ? null : order.endReason());
        assertEquals(all, order == null ? 0 : order.dealVol());
        assertAmount("0", carol.frozen());
    }

    @Test
    void takenDepthComesBackWithTapeTime() {
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 110);
        DepthSide asks = new DepthSide();
        venue.market.depth(true, asks);
        long after = asks.ticks(0);

        venue.passSeconds(60);
        venue.market.depth(true, asks);

        assertTrue(after > TestVenue.OPENING_TICKS + 1, "the first level was taken");
        assertEquals(TestVenue.OPENING_TICKS + 1, asks.ticks(0));
    }

    @Test
    void restingOrderWaitsForTheQueueBeforeIt() {
        venue.print("1000.0", 100, false);
        Order order = venue.place(Side.OPEN_LONG, OrderType.LIMIT, "1000.0", 10);
        long ahead = order.queueAhead;

        venue.print("1000.0", ahead, false);
        assertEquals(0, order.dealVol());
        venue.print("1000.0", 4, false);
        assertEquals(4, order.dealVol());
        venue.print("1000.0", 50, false);

        assertEquals(OrderState.FILLED, order.state());
        assertTrue(venue.exchange.ledger().fills().stream().noneMatch(Fill::taker));
    }

    @Test
    void restingOrderFillsAtItsPriceWhenTheTapeTradesThroughIt() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.LIMIT, "999.0", 10);

        venue.print("998.9", 10, false);

        assertEquals(OrderState.FILLED, order.state());
        assertAmount("999.0", order.dealAveragePrice());
    }

    @Test
    void restingOrderFillsWhenTheOppositeSideMovesOntoIt() {
        Order order = venue.place(Side.OPEN_SHORT, OrderType.LIMIT, "1000.5", 10);

        venue.print("1000.5", 1, false);

        assertEquals(OrderState.FILLED, order.state());
    }

    @Test
    void limitOrderNeverPaysMoreThanItsLimit() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.LIMIT, "1000.1", 1000);

        assertEquals(OrderState.OPEN, order.state());
        assertAmount("1000.1", order.dealAveragePrice());
        assertTrue(order.dealVol() > 0 && order.remainingVol() > 0);
    }

    @Test
    void postOnlyOrderThatWouldTakeIsCancelled() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.POST_ONLY, "1000.1", 1);

        assertEquals(OrderState.CANCELLED, order.state());
        assertEquals(EndReason.POST_ONLY_CANCEL, order.endReason());
        assertAmount("1000", venue.account.available());
    }

    @Test
    void fillOrKillOrderThatCannotFillWholeIsCancelledUntouched() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.FILL_OR_KILL, "1000.1", 1000);

        assertEquals(EndReason.FOK_CANCEL, order.endReason());
        assertEquals(0, order.dealVol());
    }

    @Test
    void immediateOrCancelOrderKeepsWhatItGot() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.IMMEDIATE_OR_CANCEL, "1000.1", 1000);

        assertEquals(OrderState.CANCELLED, order.state());
        assertEquals(EndReason.IOC_CANCEL, order.endReason());
        assertTrue(order.dealVol() > 0);
        assertAmount("0", venue.account.frozen());
    }

    @Test
    void openingChargesFeeAndHoldsMargin() {
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 10);

        // 10 contracts of 0.01 at 1000.1 are worth 100.01: fee 0.0004 of it, margin a twentieth and the closing fee
        assertAmount("999.959996", venue.account.cash());
        assertAmount("5.040504", venue.held(true).margin());
        assertAmount("994.919492", venue.account.available());
    }

    @Test
    void closingRealisesTheDifferenceAndRetiresThePosition() {
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 10);
        venue.print("1010.0", 100, true);
        venue.print("1010.0", 100, false);

        Order close = venue.place(Side.CLOSE_LONG, OrderType.MARKET, null, 10);

        assertAmount("0.99", close.profit());
        assertNull(venue.account.position(venue.market, true));
        assertEquals(1, venue.account.closedPositions().size());
        assertAmount("1000.909596", venue.account.cash());
        assertAmount("0", venue.account.positionMargin());
    }

    @Test
    void refusesWhatTheAccountCannotPay() {
        assertEquals(
                VenueCode.BALANCE_INSUFFICIENT,
                venue.verdict(TestVenue.request(Side.OPEN_LONG, OrderType.LIMIT, "1000.0", 2000, "big")));
        assertEquals(1, venue.exchange.ledger().orders().size());
    }

    @Test
    void refusesPricesOutsideTheBandAndOffTheTick() {
        assertEquals(
                VenueCode.BUY_PRICE_TOO_HIGH,
                venue.verdict(TestVenue.request(Side.OPEN_LONG, OrderType.LIMIT, "1100.1", 1, "a")));
        assertEquals(
                VenueCode.SELL_PRICE_TOO_LOW,
                venue.verdict(TestVenue.request(Side.OPEN_SHORT, OrderType.LIMIT, "899.9", 1, "b")));
        assertEquals(
                VenueCode.PRECISION_ERROR,
                venue.verdict(TestVenue.request(Side.OPEN_LONG, OrderType.LIMIT, "1000.05", 1, "c")));
    }

    @Test
    void refusesClosingMoreThanIsFree() {
        assertEquals(
                VenueCode.NO_SUCH_POSITION,
                venue.verdict(TestVenue.request(Side.CLOSE_LONG, OrderType.MARKET, null, 1, "a")));
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 10);
        venue.place(Side.CLOSE_LONG, OrderType.LIMIT, "1050.0", 6);

        assertEquals(
                VenueCode.CLOSABLE_INSUFFICIENT,
                venue.verdict(TestVenue.request(Side.CLOSE_LONG, OrderType.MARKET, null, 5, "b")));
    }

    @Test
    void refusesAnotherLeverageThanThePositionHas() {
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 1);
        OrderRequest other = new OrderRequest(
                TestVenue.SYMBOL, 1, 5, null, BigDecimal.ONE, 10, Position.ISOLATED, "x", 0, false, null, null, 1, 1);

        assertEquals(VenueCode.LEVERAGE_DIFFERS, venue.verdict(other));
    }

    @Test
    void repeatedExternalIdIsRefusedAndPlacesNothing() {
        OrderRequest request = TestVenue.request(Side.OPEN_LONG, OrderType.MARKET, null, 1, "same");
        venue.accepted(request);

        assertEquals(VenueCode.DUPLICATE_EXTERNAL_OID, venue.verdict(request));
        assertEquals(1, venue.held(true).holdVol());
    }

    @Test
    void repeatedExternalIdCanAnswerTheExistingOrder() {
        TestVenue lenient = new TestVenue(true);
        OrderRequest request = TestVenue.request(Side.OPEN_LONG, OrderType.MARKET, null, 1, "same");
        Order first = lenient.accepted(request);

        assertEquals(first, lenient.accepted(request));
        assertEquals(1, lenient.held(true).holdVol());
    }

    @Test
    void repeatedExternalIdIsAnotherEntryOfTheLedgerWithoutAnOrderAlsoWhenItIsAnsweredWithTheFirst() {
        TestVenue lenient = new TestVenue(true);
        OrderRequest request = TestVenue.request(Side.OPEN_LONG, OrderType.MARKET, null, 1, "same");
        lenient.accepted(request);
        lenient.accepted(request);

        ReceivedOrder repeat = List.copyOf(lenient.exchange.ledger().orders()).getLast();

        assertEquals(2, lenient.exchange.ledger().orders().size());
        assertNull(repeat.order());
        assertEquals(VenueCode.DUPLICATE_EXTERNAL_OID.number(), repeat.rejectCode());
        assertEquals("code 0", repeat.answer());
    }

    @Test
    void cancelGivesBackWhatTheOrderFroze() {
        Order order = venue.place(Side.OPEN_LONG, OrderType.LIMIT, "950.0", 10);
        assertTrue(venue.account.frozen().signum() > 0);

        assertEquals(VenueCode.OK, venue.exchange.cancel(order));

        assertAmount("1000", venue.account.available());
        assertEquals(VenueCode.ORDER_NOT_CANCELLABLE, venue.exchange.cancel(order));
        assertEquals(VenueCode.ORDER_NOT_FOUND, venue.exchange.cancel(null));
    }

    @Test
    void attachedStopClosesThePositionWhenTheLastPriceReachesIt() {
        OrderRequest request = new OrderRequest(
                TestVenue.SYMBOL,
                1,
                5,
                null,
                BigDecimal.TEN,
                20,
                Position.ISOLATED,
                "stopped",
                0,
                false,
                new BigDecimal("990"),
                null,
                1,
                1);
        venue.accepted(request);
        StopOrder stop = venue.account.stopOrders().iterator().next();
        venue.print("990.1", 10, false);
        assertEquals(TriggerState.UNTRIGGERED, stop.state());

        venue.print("990.0", 10, false);

        assertEquals(TriggerState.EXECUTED, stop.state());
        assertEquals(StopOrder.STOP_LOSS, stop.triggerSide());
        assertNull(venue.account.position(venue.market, true));
        Order closing = venue.account.order(stop.placedOrderId());
        assertEquals(OrderState.FILLED, closing == null ? null : closing.state());
    }

    @Test
    void stopIsSweptWhenThePositionCloses() {
        OrderRequest request = new OrderRequest(
                TestVenue.SYMBOL,
                3,
                5,
                null,
                BigDecimal.TEN,
                20,
                Position.ISOLATED,
                "swept",
                0,
                false,
                new BigDecimal("1010"),
                new BigDecimal("990"),
                1,
                1);
        venue.accepted(request);

        venue.exchange.closeAll(venue.account);

        assertEquals(
                TriggerState.CANCELLED,
                venue.account.stopOrders().iterator().next().state());
    }

    @Test
    void planOrderBecomesAnOrderWhenItsPriceComes() {
        PlaceResult placed = venue.exchange.placePlan(
                venue.account,
                TestVenue.request(Side.OPEN_LONG, OrderType.MARKET, null, 3, ""),
                new BigDecimal("1005"),
                PlanOrder.AT_OR_ABOVE,
                PriceSource.LAST,
                1);
        assertEquals(VenueCode.OK, placed.code());

        venue.print("1005.0", 1, true);

        PlanOrder plan = venue.account.planOrders().iterator().next();
        assertEquals(TriggerState.EXECUTED, plan.state());
        assertEquals(3, venue.held(true).holdVol());
    }

    @Test
    void liquidationTakesTheMarginAndNoMore() {
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 100);
        BigDecimal margin = venue.held(true).margin();
        BigDecimal cash = venue.account.cash();
        BigDecimal liquidation = venue.held(true).liquidationPrice();

        venue.print("960.0", 10, false);
        venue.passSeconds(120);
        assertEquals(100, venue.held(true).holdVol());
        venue.print("940.0", 10, false);
        venue.passSeconds(120);

        assertNull(venue.account.position(venue.market, true));
        assertTrue(liquidation.compareTo(new BigDecimal("955")) > 0, "was " + liquidation);
        assertEquals(0, cash.subtract(margin).compareTo(venue.account.cash()));
        Order takeover = venue.account.orders().getFirst();
        assertEquals(Order.LIQUIDATION, takeover.category());
    }

    @Test
    void fundingIsPaidByLongsAtTheSettlementHour() {
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 10);
        BigDecimal cash = venue.account.cash();

        venue.exchange.advanceTo(TestVenue.START + 8 * 3_600_000L);

        // 10 contracts at fair 1000.0 are worth 100, of which 0.0001
        assertAmount("0.01", cash.subtract(venue.account.cash()));
        assertAmount("-0.01", venue.held(true).funding());
    }

    @Test
    void oneWayModeClosesBeforeItOpens() {
        venue.exchange.changePositionMode(venue.account, Account.ONE_WAY);
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 10);

        venue.place(Side.OPEN_SHORT, OrderType.MARKET, null, 15);

        assertNull(venue.account.position(venue.market, true));
        assertEquals(5, venue.held(false).holdVol());
    }

    @Test
    void positionModeStaysWhileAnythingIsOpen() {
        venue.place(Side.OPEN_LONG, OrderType.LIMIT, "950.0", 1);

        assertEquals(
                VenueCode.ACTIVE_ORDERS_OR_POSITIONS,
                venue.exchange.changePositionMode(venue.account, Account.ONE_WAY));
    }

    @Test
    void wrongPositionModeOfAnOrderComesBackAsInvalid() {
        OrderRequest request = new OrderRequest(
                TestVenue.SYMBOL,
                1,
                5,
                null,
                BigDecimal.ONE,
                20,
                Position.ISOLATED,
                "mode",
                Account.ONE_WAY,
                false,
                null,
                null,
                1,
                1);

        Order order = venue.accepted(request);

        assertEquals(OrderState.INVALID, order.state());
        assertEquals(EndReason.POSITION_MODE_MISMATCH, order.endReason());
    }

    @Test
    void passingTimeInPiecesGivesTheSamePricesAsInOneGo() {
        TestVenue other = new TestVenue();
        venue.print("1020.0", 10, true);
        other.print("1020.0", 10, true);

        venue.passSeconds(7);
        for (int i = 0; i < 70; i++) {
            other.exchange.advanceTo(other.exchange.nowMillis() + 100);
        }

        assertEquals(other.market.fairTicks(), venue.market.fairTicks());
        assertEquals(other.market.indexTicks(), venue.market.indexTicks());
    }

    @Test
    void longQuietGapsPassAtOnceAndStillPayEveryFunding() {
        venue.exchange.advanceTo(TestVenue.START + 5 * 365 * 86_400_000L);
        venue.place(Side.OPEN_LONG, OrderType.MARKET, null, 1);

        venue.exchange.advanceTo(TestVenue.START + 5 * 365 * 86_400_000L + 86_400_000L);

        assertEquals(3, venue.exchange.ledger().fundings().size());
    }
}
