package dev.tapedeck.order.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.core.Orders;
import dev.tapedeck.order.core.TrackedOrder;
import dev.tapedeck.order.core.TrackedOrder.Phase;
import dev.tapedeck.order.out.FakeVenue.Request;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueOrder;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The desk beside a real core, in front of a venue that answers what the test says. */
class VenueDeskTest {
    /** A horizon that is over at once, and one that no test lives to see. */
    private static final long OVER = 0;

    private static final long FAR = 3_600_000;

    private Vertx vertx;
    private DeskOnALog desk;

    @BeforeEach
    void startLoop() {
        vertx = Vertx.vertx();
        desk = new DeskOnALog(vertx, FAR);
    }

    @AfterEach
    void stopLoop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void placesAnIntentOnceWithAllItsTerms() {
        desk.decide(new OrderCommand.Approve(Orders.entry(Orders.ID), null));
        var placement = desk.venue.next(Request.Placement.class);
        assertEquals(
                new NewOrder(
                        Orders.ID,
                        Orders.SYMBOL,
                        Side.BUY,
                        Direction.LONG,
                        NewOrder.Kind.IMMEDIATE_OR_CANCEL,
                        Quantity.of(10),
                        Price.of("101"),
                        2,
                        Price.of("90")),
                placement.order());
        placement.reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        assertNothingAsked();
        assertEquals(List.of("OrderIntended", "OrderSubmitted", "OrderAcknowledged"), desk.logged());
        assertEquals(1, order().attempts());
    }

    @Test
    void placesAnExitAtTheMarketWithoutAStop() {
        NewOrder order = placed(Orders.exit(Orders.ID)).order();
        assertEquals(NewOrder.Kind.MARKET, order.kind());
        assertEquals(Side.SELL, order.side());
        assertNull(order.limitPrice());
        assertNull(order.stopLossPrice());
    }

    @Test
    void aRefusalIsARejection() {
        placed(Orders.entry(Orders.ID))
                .reply()
                .complete(new PlacementReply.Refused(RejectionReason.INSUFFICIENT_MARGIN, 2005, "too poor"));
        settle();
        assertEquals(Phase.REJECTED, order().phase());
        desk.desk.askAboutAll();
        settle();
        assertNothingAsked();
    }

    @Test
    void aLostReplyIsUnknownUntilALookupFindsTheOrder() {
        placed(Orders.entry(Orders.ID))
                .reply()
                .complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "no reply within 5000 ms"));
        settle();
        assertEquals(Phase.UNKNOWN, order().phase());
        Request.Ask ask = nextTurn();
        assertEquals(Orders.ID, ask.clientOrderId());
        ask.reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.OPEN, 0)));
        settle();
        assertEquals(Phase.ACKNOWLEDGED, order().phase());
        assertEquals(Orders.VENUE_ID, order().venueOrderId());
    }

    @Test
    void absenceBeforeTheHorizonProvesNothing() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        for (int turn = 0; turn < 3; turn++) {
            nextTurn().reply().complete(new Lookup.Absent<>());
            settle();
        }
        assertEquals(Phase.UNKNOWN, order().phase());
        assertNothingAsked();
    }

    @Test
    void absenceAfterTheHorizonEndsAnEntry() {
        desk = new DeskOnALog(vertx, OVER);
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        nextTurn().reply().complete(new Lookup.Absent<>());
        settle();
        assertEquals(Phase.REJECTED, order().phase());
        assertNothingAsked();
    }

    @Test
    void absenceAfterTheHorizonSendsAnExitAgainUnderTheSameId() {
        desk = new DeskOnALog(vertx, OVER);
        placed(Orders.exit(Orders.ID)).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        nextTurn().reply().complete(new Lookup.Absent<>());
        assertEquals(Orders.ID, desk.venue.next(Request.Placement.class).order().clientOrderId());
        settle();
        assertEquals(2, order().attempts());
    }

    @Test
    void noAnswerProvesNothing() {
        desk = new DeskOnALog(vertx, OVER);
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        nextTurn().reply().complete(new Lookup.Failed<>(new VenueFailure(VenueFailure.Cause.SERVER_ERROR, 502, "bad")));
        settle();
        assertEquals(Phase.UNKNOWN, order().phase());
    }

    @Test
    void absenceOfAnOrderThatTheVenueAcknowledgedProvesNothing() {
        desk = new DeskOnALog(vertx, OVER);
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        nextTurn().reply().complete(new Lookup.Absent<>());
        settle();
        assertEquals(Phase.ACKNOWLEDGED, order().phase());
    }

    @Test
    void anExitThatMayBeRetriedGoesAgainAtTheNextTurnUnderTheSameId() {
        placed(Orders.exit(Orders.ID)).reply().complete(unavailable());
        settle();
        assertNothingAsked();
        assertEquals(Phase.SUBMITTED, order().phase());
        for (int attempt = 2; attempt <= 4; attempt++) {
            desk.desk.askAboutSilent();
            var again = desk.venue.next(Request.Placement.class);
            assertEquals(Orders.ID, again.order().clientOrderId());
            again.reply().complete(unavailable());
            settle();
            assertEquals(attempt, order().attempts());
        }
    }

    @Test
    void anEntryThatMayBeRetriedHasMissedItsMoment() {
        placed(Orders.entry(Orders.ID)).reply().complete(unavailable());
        settle();
        assertEquals(Phase.REJECTED, order().phase());
        assertEquals(
                RejectionReason.VENUE_UNAVAILABLE,
                desk.said(OrderCommand.Reject.class).getFirst().reason());
        desk.desk.askAboutSilent();
        settle();
        assertNothingAsked();
    }

    @Test
    void anOrderThatWasPlacedBeforeIsLookedUpAndNotSentAgain() {
        placed(Orders.exit(Orders.ID)).reply().complete(new PlacementReply.AlreadyPlaced(2042, "duplicate", null));
        var ask = desk.venue.next(Request.Ask.class);
        ask.reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.FILLED, 10)));
        deals(deal("d1", 10));
        assertEquals(Phase.FILLED, order().phase());
        assertNothingAsked();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"INTENDED", "SUBMITTED", "UNKNOWN", "ACKNOWLEDGED", "PARTIALLY_FILLED"})
    void asksAboutEveryRestoredOrderBeforeAnythingIsSent(Phase phase) {
        leaveIn(phase, Orders.entry(Orders.ID));
        desk = desk.successor(vertx, OVER);
        var ask = desk.venue.next(Request.Ask.class);
        settle();
        assertNothingAsked();
        ask.reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.FILLED, 10)));
        deals(deal("d1", 4), deal("d2", 6));
        assertEquals(Phase.FILLED, order().phase());
        assertEquals(Quantity.of(10), order().filled());
        assertNothingAsked();
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"INTENDED", "SUBMITTED", "UNKNOWN"})
    void aRestoredExitThatNeverArrivedGoesOnlyAfterTheHorizon(Phase phase) {
        leaveIn(phase, Orders.exit(Orders.ID));
        desk = desk.successor(vertx, FAR);
        desk.venue.next(Request.Ask.class).reply().complete(new Lookup.Absent<>());
        settle();
        assertNothingAsked();
        desk = desk.successor(vertx, OVER);
        desk.venue.next(Request.Ask.class).reply().complete(new Lookup.Absent<>());
        assertEquals(Orders.ID, desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void aRestoredEntryThatNeverArrivedIsOver() {
        leaveIn(Phase.INTENDED, Orders.entry(Orders.ID));
        desk = desk.successor(vertx, OVER);
        desk.venue.next(Request.Ask.class).reply().complete(new Lookup.Absent<>());
        settle();
        assertEquals(Phase.REJECTED, order().phase());
        assertNothingAsked();
    }

    @Test
    void asksNothingAboutOrdersThatWereOver() {
        leaveIn(Phase.FILLED, Orders.entry(Orders.ID));
        desk = desk.successor(vertx, OVER);
        settle();
        assertNothingAsked();
    }

    @Test
    void bringsTheDealsAndTheEndThatFramesTell() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        frame(new PrivateFrame.OrderChanged(venueOrder(VenueOrder.State.CANCELLED, 7), Orders.T0));
        assertEquals(Phase.ACKNOWLEDGED, order().phase());
        frame(new PrivateFrame.DealDone(deal("d1", 3), Orders.T0));
        frame(new PrivateFrame.DealDone(deal("d1", 3), Orders.T0));
        assertEquals(Phase.PARTIALLY_FILLED, order().phase());
        frame(new PrivateFrame.DealDone(deal("d2", 4), Orders.T0));
        assertEquals(Phase.CANCELLED, order().phase());
        assertEquals(Quantity.of(7), order().filled());
    }

    @Test
    void aFrameThatOvertakesTheReplyCountsAllTheSame() {
        var placement = placed(Orders.entry(Orders.ID));
        frame(new PrivateFrame.DealDone(deal("d1", 10), Orders.T0));
        assertEquals(Phase.FILLED, order().phase());
        placement.reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        assertEquals(Phase.FILLED, order().phase());
    }

    @Test
    void findsTheOrderOfADealThatNamesOnlyTheVenuesId() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        frame(new PrivateFrame.DealDone(dealOf(null, "d1", 10), Orders.T0));
        assertEquals(Phase.FILLED, order().phase());
    }

    @Test
    void ignoresFramesOfOrdersThatAreNotOurs() {
        placed(Orders.entry(Orders.ID));
        int before = desk.said(OrderCommand.class).size();
        frame(new PrivateFrame.DealDone(dealOf("somebody", "d1", 10), Orders.T0));
        assertEquals(before, desk.said(OrderCommand.class).size());
    }

    @Test
    void asksForTheDealsThatNoFrameBrought() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        nextTurn().reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.CANCELLED, 7)));
        deals(deal("d1", 3), deal("d2", 4));
        assertEquals(Phase.CANCELLED, order().phase());
        assertEquals(Quantity.of(7), order().filled());
        assertNothingAsked();
    }

    @Test
    void asksAgainWhenTheDealsDidNotCome() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        nextTurn().reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.FILLED, 10)));
        desk.venue
                .next(Request.AskForDeals.class)
                .reply()
                .complete(new Lookup.Failed<>(new VenueFailure(VenueFailure.Cause.TIMEOUT, 0, "test")));
        settle();
        nextTurn().reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.FILLED, 10)));
        deals(deal("d1", 10));
        assertEquals(Phase.FILLED, order().phase());
    }

    @Test
    void asksOneQuestionOfAnOrderAtATime() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        Request.Ask ask = nextTurn();
        desk.desk.askAboutAll();
        desk.desk.askAboutSilent();
        settle();
        assertNothingAsked();
        assertEquals(1, desk.desk.inFlight());
        ask.reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.OPEN, 0)));
        settle();
        assertEquals(0, desk.desk.inFlight());
    }

    @Test
    void startsNothingForACellThatIsLost() {
        placed(Orders.exit(Orders.ID)).reply().complete(unavailable());
        settle();
        desk.lose();
        desk.desk.askAboutSilent();
        desk.desk.askAboutAll();
        settle();
        assertNothingAsked();
    }

    @Test
    void startsNothingForALostCellWhenAnAnswerComesLate() {
        desk = new DeskOnALog(vertx, OVER);
        placed(Orders.exit(Orders.ID)).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        Request.Ask ask = nextTurn();
        desk.lose();
        ask.reply().complete(new Lookup.Absent<>());
        settle();
        assertNothingAsked();
    }

    @Test
    void doesNotLookUpForALostCellWhatWasPlacedBefore() {
        Request.Placement placement = placed(Orders.exit(Orders.ID));
        desk.lose();
        placement.reply().complete(new PlacementReply.AlreadyPlaced(2042, "duplicate", null));
        settle();
        assertNothingAsked();
    }

    @Test
    void sendsNothingAgainThatWasFoundMeanwhile() {
        placed(Orders.exit(Orders.ID)).reply().complete(unavailable());
        settle();
        desk.desk.askAboutAll();
        desk.venue.next(Request.Ask.class).reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.OPEN, 0)));
        settle();
        desk.desk.askAboutSilent();
        desk.venue.next(Request.Ask.class);
    }

    private Request.Placement placed(OrderApproved order) {
        desk.decide(new OrderCommand.Approve(order, null));
        return desk.venue.next(Request.Placement.class);
    }

    private Request.Ask nextTurn() {
        desk.desk.askAboutSilent();
        return desk.venue.next(Request.Ask.class);
    }

    private void deals(Deal... deals) {
        desk.venue.next(Request.AskForDeals.class).reply().complete(new Lookup.Found<>(List.of(deals)));
        settle();
    }

    private void frame(PrivateFrame frame) {
        desk.desk.onFrame(frame);
        settle();
    }

    private void leaveIn(Phase phase, OrderApproved order) {
        if (phase == Phase.INTENDED) {
            desk.decideAndDie(new OrderCommand.Approve(order, null));
            return;
        }
        Request.Placement placement = placed(order);
        settle();
        switch (phase) {
            case UNKNOWN -> placement.reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
            case ACKNOWLEDGED -> placement.reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
            case PARTIALLY_FILLED -> frame(new PrivateFrame.DealDone(deal("d1", 4), Orders.T0));
            case FILLED -> frame(new PrivateFrame.DealDone(deal("d1", 10), Orders.T0));
            default -> {}
        }
        settle();
        assertEquals(phase, order().phase());
    }

    private void settle() {
        desk.settle();
    }

    private void assertNothingAsked() {
        assertTrue(desk.venue.unanswered().isEmpty(), () -> "unexpected: " + desk.venue.unanswered());
    }

    private TrackedOrder order() {
        return desk.book().all().iterator().next();
    }

    private static PlacementReply unavailable() {
        return new PlacementReply.Retryable(RejectionReason.VENUE_UNAVAILABLE, 503, "maintenance");
    }

    private static VenueOrder venueOrder(VenueOrder.State state, long filled) {
        boolean ended = state == VenueOrder.State.CANCELLED;
        return new VenueOrder(
                Orders.VENUE_ID,
                Orders.ID,
                Orders.SYMBOL,
                Side.BUY,
                Direction.LONG,
                state,
                Quantity.of(10),
                Quantity.of(filled),
                filled == 0 ? null : Price.of("100"),
                2,
                ended ? new VenueOrder.Ended(2, "IOC remainder", RejectionReason.OTHER) : null,
                1,
                Orders.T0,
                Orders.T0);
    }

    private static Deal deal(String dealId, long quantity) {
        return dealOf(Orders.ID, dealId, quantity);
    }

    private static Deal dealOf(@Nullable String clientOrderId, String dealId, long quantity) {
        return new Deal(
                dealId,
                Orders.VENUE_ID,
                clientOrderId,
                Orders.SYMBOL,
                Side.BUY,
                Direction.LONG,
                Price.of("100"),
                Quantity.of(quantity),
                Usdt.of("0.01"),
                Usdt.ZERO,
                true,
                Orders.T0);
    }
}
