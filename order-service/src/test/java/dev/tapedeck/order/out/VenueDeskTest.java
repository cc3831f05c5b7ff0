package dev.tapedeck.order.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
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
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueOrder;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The desk beside a real core, in front of a venue that answers what the test says. */
class VenueDeskTest {
    private Vertx vertx;
    private DeskOnALog desk;

    @BeforeEach
    void startLoop() {
        vertx = Vertx.vertx();
        desk = new DeskOnALog(vertx);
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
        desk.pass(60_000);
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
    void aReplyThatCannotBeUsedIsUnknownUntilALookupFindsTheOrder() {
        placed(Orders.entry(Orders.ID)).reply().completeExceptionally(new IllegalStateException("broken"));
        settle();
        assertEquals(Phase.UNKNOWN, order().phase());
        nextTurn().reply().completeExceptionally(new IllegalStateException("broken again"));
        settle();
        nextTurn().reply().complete(new Lookup.Found<>(venueOrder(VenueOrder.State.OPEN, 0)));
        settle();
        assertEquals(Phase.ACKNOWLEDGED, order().phase());
    }

    @Test
    void aPriceThatDoesNotComeIsAskedForAgain() {
        placed(Orders.entry(Orders.ID)).reply().complete(unavailable());
        settle();
        desk.venue.isBroken = true;
        desk.pass(1_000);
        assertNothingAsked();
        desk.venue.isBroken = false;
        desk.pass(1_000);
        assertEquals(Orders.ID, desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void aLeverageThatIsNotAnsweredBlocksNoOtherEntryAndTheOrderIsAskedAbout() {
        desk.venue.isBroken = true;
        desk.decide(new OrderCommand.Approve(Orders.entry("td-first"), null));
        settle();
        assertNothingAsked();
        desk.venue.isBroken = false;
        desk.decide(new OrderCommand.Approve(Orders.entry("td-next"), null));
        assertEquals("td-next", desk.venue.next(Request.Placement.class).order().clientOrderId());
        assertEquals("td-first", turnAfterTheHorizon().clientOrderId());
    }

    @Test
    void aVenueThatIsCutOffIsProbedAgainWhenAProbeBreaks() {
        desk.venue.isBroken = true;
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.pass(1_000);
        int before = desk.venue.probes.get();
        assertTrue(before > 0);
        desk.pass(1_000);
        assertTrue(desk.venue.probes.get() > before);
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
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        turnAfterTheHorizon().reply().complete(new Lookup.Absent<>());
        settle();
        assertEquals(Phase.REJECTED, order().phase());
        assertNothingAsked();
    }

    @Test
    void absenceAfterTheHorizonSendsAnExitAgainUnderTheSameId() {
        placed(Orders.exit(Orders.ID)).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        turnAfterTheHorizon().reply().complete(new Lookup.Absent<>());
        desk.pass(1);
        assertEquals(Orders.ID, desk.venue.next(Request.Placement.class).order().clientOrderId());
        settle();
        assertEquals(2, order().attempts());
    }

    @Test
    void noAnswerProvesNothing() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        turnAfterTheHorizon()
                .reply()
                .complete(new Lookup.Failed<>(new VenueFailure(VenueFailure.Cause.SERVER_ERROR, 502, "bad")));
        settle();
        assertEquals(Phase.UNKNOWN, order().phase());
    }

    @Test
    void absenceOfAnOrderThatTheVenueAcknowledgedProvesNothing() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        turnAfterTheHorizon().reply().complete(new Lookup.Absent<>());
        settle();
        assertEquals(Phase.ACKNOWLEDGED, order().phase());
    }

    @Test
    void anExitThatMayBeRetriedWaitsAndGoesAgainUnderTheSameId() {
        placed(Orders.exit(Orders.ID)).reply().complete(unavailable());
        settle();
        assertNothingAsked();
        assertEquals(Phase.QUEUED, order().phase());
        for (int attempt = 2; attempt <= 4; attempt++) {
            desk.pass(60_000);
            var again = desk.venue.next(Request.Placement.class);
            assertEquals(Orders.ID, again.order().clientOrderId());
            again.reply().complete(unavailable());
            settle();
            assertEquals(attempt, order().attempts());
        }
    }

    @Test
    void anEntryThatMayBeRetriedWaitsAndGoesAgainWhileThePriceIsNear() {
        placed(Orders.entry(Orders.ID)).reply().complete(unavailable());
        settle();
        assertEquals(Phase.QUEUED, order().phase());
        desk.venue.price = Price.of("100.5");
        desk.pass(1_000);
        desk.venue.next(Request.Placement.class).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        assertEquals(Phase.ACKNOWLEDGED, order().phase());
        assertEquals(2, order().attempts());
    }

    @Test
    void aWaitingEntryEndsWhenThePriceWentTooFar() {
        placed(Orders.entry(Orders.ID)).reply().complete(unavailable());
        settle();
        desk.venue.price = Price.of("100.51");
        desk.pass(1_000);
        assertEquals(Phase.EXPIRED, order().phase());
        assertNothingAsked();
    }

    @Test
    void aWaitingEntryEndsAfterItsTime() {
        placed(Orders.entry(Orders.ID)).reply().complete(unavailable());
        settle();
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.pass(DeskOnALog.ENTRY_LIVES_MILLIS - 1);
        assertEquals(Phase.QUEUED, order().phase());
        desk.pass(1);
        assertEquals(Phase.EXPIRED, order().phase());
        assertNothingAsked();
    }

    @Test
    void anEntryWhoseTimeIsOverIsNotSentInTheSameTurn() {
        placed(Orders.entry(Orders.ID)).reply().complete(unavailable());
        settle();
        // Let go by the core, but kept by a desk that does not surely own its partitions at that moment.
        desk.onSaid = command -> desk.mayAct.set(!(command instanceof OrderCommand.Release));
        desk.pass(1_000);
        assertEquals(Phase.SUBMITTED, order().phase());
        desk.onSaid = command -> {};
        desk.mayAct.set(true);
        desk.pass(DeskOnALog.ENTRY_LIVES_MILLIS);
        assertEquals(Phase.EXPIRED, order().phase());
        assertNothingAsked();
    }

    @Test
    void failingAgainDoesNotMakeAnEntryLiveLonger() {
        placed(Orders.entry(Orders.ID)).reply().complete(unavailable());
        settle();
        desk.pass(DeskOnALog.ENTRY_LIVES_MILLIS - 1);
        desk.venue.next(Request.Placement.class).reply().complete(unavailable());
        settle();
        assertEquals(Phase.QUEUED, order().phase());
        desk.pass(1);
        assertEquals(Phase.EXPIRED, order().phase());
    }

    @Test
    void nothingLeavesWhileTheBreakerIsOpenAndExitsGoFirstWhenItCloses() {
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.decide(new OrderCommand.Approve(Orders.entry("td-entry"), null));
        desk.decide(new OrderCommand.Approve(Orders.exit("td-exit"), null));
        desk.pass(5_000);
        assertNothingAsked();
        assertTrue(desk.venue.probes.get() > 0, "somebody must find out that the venue is back");
        desk.desk.onBreaker(Breaker.CLOSED, "test");
        desk.desk.onReconciled("s1", desk.clock.now());
        settle();
        assertEquals("td-exit", desk.venue.next(Request.Placement.class).order().clientOrderId());
        desk.pass(100);
        assertEquals(
                "td-entry", desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void anExitThatFailedOftenInAnOutageIsNotPutOffWhenTheVenueIsBack() {
        placed(Orders.exit("td-exit")).reply().complete(unavailable());
        settle();
        for (int attempt = 2; attempt <= 6; attempt++) {
            desk.pass(60_000);
            desk.venue.next(Request.Placement.class).reply().complete(unavailable());
            settle();
        }
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.decide(new OrderCommand.Approve(Orders.entry("td-entry"), null));
        desk.pass(1);
        assertNothingAsked();
        desk.desk.onBreaker(Breaker.CLOSED, "test");
        desk.desk.onReconciled("s1", desk.clock.now());
        settle();
        assertEquals("td-exit", desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void noEntryGoesWhileAnExitIsPutOff() {
        placed(Orders.exit("td-exit")).reply().complete(unavailable());
        settle();
        desk.decide(new OrderCommand.Approve(Orders.entry("td-entry"), null));
        settle();
        assertNothingAsked();
        desk.pass(1_000);
        var exit = desk.venue.next(Request.Placement.class);
        assertEquals("td-exit", exit.order().clientOrderId());
        exit.reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        desk.pass(100);
        assertEquals(
                "td-entry", desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void afterAnOutageEntriesWaitUntilPositionsWereComparedAfterIt() {
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.clock.pass(1_000);
        desk.desk.onBreaker(Breaker.CLOSED, "test");
        desk.decide(new OrderCommand.Approve(Orders.entry(Orders.ID), null));
        desk.desk.onReconciled("s1", Orders.T0);
        desk.pass(60_000);
        assertNothingAsked();
        assertEquals(QueueCause.RECONCILING, waitsFor());
        desk.desk.onReconciled("s1", desk.clock.now());
        desk.pass(1);
        desk.venue.next(Request.Placement.class);
    }

    @Test
    void afterAStartNothingIsSentForASessionUntilItsPositionsWereComparedAgain() {
        desk.desk.onReconciled("s1", Orders.T0.minusMillis(1));
        desk.decide(new OrderCommand.Approve(Orders.exit("td-exit"), null));
        desk.pass(10_000);
        assertNothingAsked();
        assertEquals(QueueCause.RECONCILING, waitsFor());
        desk.desk.onReconciled("s1", desk.clock.now());
        desk.pass(1);
        assertEquals("td-exit", desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void afterAStartAnExitWaitsForTheComparisonOnlyForAWhile() {
        desk.desk.onReconciled("s1", Orders.T0.minusMillis(1));
        desk.decide(new OrderCommand.Approve(Orders.exit(Orders.ID), null));
        desk.pass(10_001);
        desk.venue.next(Request.Placement.class);
    }

    @Test
    void anExitOfAPredecessorThatWaitsIsNotSentBeforeTheTablesWereRead() {
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.decide(new OrderCommand.Approve(Orders.exit(Orders.ID), null));
        settle();
        desk = desk.successor(vertx);
        desk.ready.set(false);
        desk.pass(1_000);
        assertNothingAsked();
        desk.ready.set(true);
        desk.pass(1);
        desk.venue.next(Request.Placement.class);
    }

    @Test
    void aStartIsSaidAlsoWhenTheLineIsAsThePredecessorLeftIt() {
        desk = new DeskOnALog(vertx, 0).successor(vertx);
        settle();
        desk = desk.successor(vertx);
        settle();
        assertEquals(2, desk.events(VenueStatusChanged.class).size());
    }

    @Test
    void anExitWaitsForThatComparisonOnlyForAWhile() {
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.desk.onBreaker(Breaker.CLOSED, "test");
        desk.decide(new OrderCommand.Approve(Orders.exit(Orders.ID), null));
        desk.pass(10_000);
        assertNothingAsked();
        desk.pass(1);
        desk.venue.next(Request.Placement.class);
    }

    @Test
    void anEntryWaitsWhileTheOutcomeOfAnotherOnItsSymbolIsUnknownAndAnExitDoesNot() {
        placed(Orders.entry("td-lost")).reply().complete(new PlacementReply.Unknown(UnknownCause.TIMEOUT, "test"));
        settle();
        desk.decide(new OrderCommand.Approve(Orders.entry("td-next"), null));
        desk.decide(new OrderCommand.Approve(Orders.exit("td-exit"), null));
        assertEquals("td-exit", desk.venue.next(Request.Placement.class).order().clientOrderId());
        settle();
        assertNothingAsked();
        var found = turnAfterTheHorizon();
        while (!found.clientOrderId().equals("td-lost")) {
            found = desk.venue.next(Request.Ask.class);
        }
        found.reply().complete(new Lookup.Absent<>());
        settle();
        desk.pass(100);
        assertEquals("td-next", desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void aLateWordOfAnEarlierAttemptLetsNothingGo() {
        placed(Orders.entry(Orders.ID)).reply().complete(unavailable());
        settle();
        var earlier = desk.events(OrderSubmitted.class).getFirst();
        desk.onSaid = command -> {
            if (command instanceof OrderCommand.Release) {
                desk.desk.onDurable(
                        DeskOnALog.CELL, new Event<>("late", "order", Orders.ID, Orders.T0, 1, null, null, earlier));
            }
        };
        desk.venue.price = Price.of("120");
        desk.pass(1_000);
        assertNothingAsked();
        assertEquals(ExpiryCause.PRICE_DRIFT, expiry(Orders.ID));
    }

    @Test
    void theLastCreationsOfTheRateLimitAreKeptForExits() {
        for (int i = 1; i <= 4; i++) {
            desk.decide(new OrderCommand.Approve(Orders.entry("td-entry" + i), null));
        }
        settle();
        assertEquals(3, desk.venue.unanswered().size(), "one of four creations is kept");
        desk.decide(new OrderCommand.Approve(Orders.exit("td-exit"), null));
        settle();
        assertEquals(4, desk.venue.unanswered().size());
        desk.pass(1_999);
        assertEquals(0, placements("td-entry4"));
        desk.pass(1);
        assertEquals(1, placements("td-entry4"));
    }

    @Test
    void afterTheVenueSaidThatItWasTooManyNothingLeavesForAWhile() {
        placed(Orders.exit(Orders.ID))
                .reply()
                .complete(new PlacementReply.Retryable(RejectionReason.RATE_LIMITED, 510, "too frequent"));
        settle();
        desk.pass(4_999);
        assertNothingAsked();
        desk.pass(1);
        desk.venue.next(Request.Placement.class);
    }

    @Test
    void anOrderThatWasRefusedForItsTimeGoesAgain() {
        placed(Orders.exit(Orders.ID))
                .reply()
                .complete(new PlacementReply.Retryable(RejectionReason.CLOCK_SKEW, 513, "out of window"));
        settle();
        desk.pass(1_000);
        desk.venue.next(Request.Placement.class);
    }

    @Test
    void moreEntriesThanMayWaitForTheRateLimitAreRefused() {
        for (int i = 1; i <= 7; i++) {
            desk.decide(new OrderCommand.Approve(Orders.entry("td-entry" + i), null));
        }
        settle();
        assertEquals(ExpiryCause.RATE_LIMITED, expiry("td-entry7"));
        assertEquals(3, desk.venue.unanswered().size());
    }

    @Test
    void moreEntriesThanMayWaitAreRefusedAndExitsNever() {
        desk.desk.onBreaker(Breaker.OPEN, "test");
        for (int i = 1; i <= DeskOnALog.ENTRIES_MAX + 1; i++) {
            desk.decide(new OrderCommand.Approve(Orders.entry("td-entry" + i), null));
            desk.decide(new OrderCommand.Approve(Orders.exit("td-exit" + i), null));
        }
        settle();
        assertEquals(ExpiryCause.QUEUE_FULL, expiry("td-entry" + (DeskOnALog.ENTRIES_MAX + 1)));
        assertEquals(
                DeskOnALog.ENTRIES_MAX + DeskOnALog.ENTRIES_MAX + 1,
                desk.book().all().stream()
                        .filter(order -> order.phase() == Phase.QUEUED)
                        .count());
    }

    @Test
    void setsTheLeverageOfASymbolOnce() {
        placed(Orders.entry("td-1")).reply().complete(new PlacementReply.Accepted("v1", null));
        placed(Orders.entry("td-2")).reply().complete(new PlacementReply.Accepted("v2", null));
        assertEquals(List.of("BTC_USDT LONG 2"), desk.venue.leverages);
    }

    @Test
    void aBurstOfEntriesAsksForTheLeverageOfTheirSymbolOnce() {
        for (int i = 1; i <= 3; i++) {
            desk.decide(new OrderCommand.Approve(Orders.entry("td-" + i), null));
        }
        for (int i = 1; i <= 3; i++) {
            assertEquals(
                    "td-" + i, desk.venue.next(Request.Placement.class).order().clientOrderId());
        }
        assertEquals(List.of("BTC_USDT LONG 2"), desk.venue.leverages);
    }

    @Test
    void anEntryWhoseLeverageTheVenueRefusesIsRejected() {
        desk.venue.leverageReply =
                new CommandReply.Failed(new VenueFailure(VenueFailure.Cause.REFUSED, 2006, "leverage too high"));
        desk.decide(new OrderCommand.Approve(Orders.entry(Orders.ID), null));
        settle();
        assertEquals(Phase.REJECTED, order().phase());
        assertNothingAsked();
    }

    @Test
    void aHaltEndsTheEntriesThatWaitAndLetsExitsGo() {
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.decide(new OrderCommand.Approve(Orders.entry("td-entry"), null));
        desk.decide(new OrderCommand.Approve(Orders.exit("td-exit"), null));
        halt(1, State.HALTED);
        assertEquals(ExpiryCause.TRADING_HALTED, expiry("td-entry"));
        desk.desk.onBreaker(Breaker.CLOSED, "test");
        desk.desk.onReconciled("s1", desk.clock.now());
        desk.pass(100);
        assertEquals("td-exit", desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void acknowledgesAHaltOnlyWhenNoEntryIsUnderWayToTheVenue() {
        Request.Placement placement = placed(Orders.entry(Orders.ID));
        halt(1, State.HALTED);
        assertFalse(desk.logged().contains("TradingStateAcknowledged"));
        placement.reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        desk.pass(1);
        assertTrue(desk.logged().contains("TradingStateAcknowledged"));
        desk.decide(new OrderCommand.Approve(Orders.entry("td-late"), null));
        settle();
        assertNothingAsked();
        assertTrue(desk.logged().contains("OrderExpired"));
    }

    @Test
    void acknowledgesEachDecisionOnceAlsoAfterARestart() {
        halt(7, State.HALTED);
        desk = desk.successor(vertx);
        desk.ready.set(false);
        halt(6, State.ACTIVE);
        halt(7, State.HALTED);
        desk.ready.set(true);
        desk.pass(1);
        assertEquals(
                1,
                desk.logged().stream()
                        .filter("TradingStateAcknowledged"::equals)
                        .count(),
                desk::toString);
    }

    @Test
    void cancelsAtTheVenueWhatAnOperatorWantsCancelled() {
        placed(Orders.entry(Orders.ID)).reply().complete(new PlacementReply.Accepted(Orders.VENUE_ID, null));
        settle();
        desk.decide(new OrderCommand.RequestCancel(Orders.ID, "ann"));
        assertEquals(Orders.VENUE_ID, desk.venue.next(Request.Cancel.class).venueOrderId());
    }

    @Test
    void takesBackAWaitingOrderThatAnOperatorWantsCancelled() {
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.decide(new OrderCommand.Approve(Orders.exit(Orders.ID), null));
        settle();
        desk.decide(new OrderCommand.RequestCancel(Orders.ID, "ann"));
        settle();
        assertEquals(ExpiryCause.CANCELLED, expiry(Orders.ID));
    }

    @Test
    void sendsNothingUntilItSurelyOwnsItsPartitions() {
        desk.mayAct.set(false);
        desk.decide(new OrderCommand.Approve(Orders.exit(Orders.ID), null));
        settle();
        assertNothingAsked();
        desk.mayAct.set(true);
        desk.pass(1);
        desk.venue.next(Request.Placement.class);
    }

    @Test
    void aWaitingEntryOfAPredecessorGoesOnlyWhenTheTradingStatesAreKnown() {
        desk.desk.onBreaker(Breaker.OPEN, "test");
        desk.decide(new OrderCommand.Approve(Orders.entry(Orders.ID), null));
        settle();
        desk = desk.successor(vertx);
        desk.ready.set(false);
        desk.pass(1);
        assertNothingAsked();
        desk.ready.set(true);
        desk.pass(1);
        desk.venue.next(Request.Placement.class);
    }

    @Test
    void saysWhenTheVenueIsCutOffAndBack() {
        desk = new DeskOnALog(vertx, 0);
        desk.desk.onRestored(0, desk.book());
        desk.desk.onBreaker(Breaker.OPEN, "five in a row");
        desk.desk.onBreaker(Breaker.CLOSED, "two in a row");
        settle();
        assertEquals(
                List.of(Breaker.CLOSED, Breaker.OPEN, Breaker.CLOSED),
                desk.events(VenueStatusChanged.class).stream()
                        .map(VenueStatusChanged::breaker)
                        .toList());
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
        desk = desk.successor(vertx);
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
        desk = desk.successor(vertx);
        desk.venue.next(Request.Ask.class).reply().complete(new Lookup.Absent<>());
        settle();
        assertNothingAsked();
        turnAfterTheHorizon().reply().complete(new Lookup.Absent<>());
        settle();
        desk.pass(1);
        assertEquals(Orders.ID, desk.venue.next(Request.Placement.class).order().clientOrderId());
    }

    @Test
    void aRestoredEntryThatNeverArrivedIsOver() {
        leaveIn(Phase.INTENDED, Orders.entry(Orders.ID));
        desk = desk.successor(vertx);
        desk.venue.next(Request.Ask.class).reply().complete(new Lookup.Absent<>());
        settle();
        turnAfterTheHorizon().reply().complete(new Lookup.Absent<>());
        settle();
        assertEquals(Phase.REJECTED, order().phase());
        assertNothingAsked();
    }

    @Test
    void asksNothingAboutOrdersThatWereOver() {
        leaveIn(Phase.FILLED, Orders.entry(Orders.ID));
        desk = desk.successor(vertx);
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
        desk.desk.onPrivateStream(true);
        desk.pass(60_000);
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
        desk.desk.onPrivateStream(true);
        desk.pass(60_000);
        assertNothingAsked();
    }

    @Test
    void startsNothingForALostCellWhenAnAnswerComesLate() {
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
    void sendsNothingAgainThatAFrameFoundMeanwhile() {
        placed(Orders.exit(Orders.ID)).reply().complete(unavailable());
        settle();
        frame(new PrivateFrame.OrderChanged(venueOrder(VenueOrder.State.OPEN, 0), Orders.T0));
        desk.pass(60_000);
        desk.venue.next(Request.Ask.class);
        assertNothingAsked();
    }

    private Request.Placement placed(OrderApproved order) {
        desk.decide(new OrderCommand.Approve(order, null));
        return desk.venue.next(Request.Placement.class);
    }

    private Request.Ask nextTurn() {
        desk.pass(DeskOnALog.POLL_MILLIS + 1);
        return desk.venue.next(Request.Ask.class);
    }

    private Request.Ask turnAfterTheHorizon() {
        desk.pass(DeskOnALog.ABSENCE_HORIZON_MILLIS);
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

    private void halt(long sequence, State state) {
        var changed = new TradingStateChanged(Scope.GLOBAL, "global", state, false, "ann", "test", null);
        var event = new Event<>(
                "decision/" + sequence, "position-sync", "GLOBAL/global", Orders.T0, sequence, null, null, changed);
        desk.desk.onTradingState(DeskOnALog.CELL, event, changed);
        settle();
    }

    private long placements(String orderId) {
        return desk.venue.unanswered().stream()
                .filter(request -> request instanceof Request.Placement placement
                        && placement.order().clientOrderId().equals(orderId))
                .count();
    }

    private QueueCause waitsFor() {
        return Objects.requireNonNull(order().waiting()).cause();
    }

    private ExpiryCause expiry(String orderId) {
        return desk.events(OrderExpired.class).stream()
                .filter(expired -> expired.orderId().equals(orderId))
                .map(OrderExpired::cause)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError(orderId + " must be expired, was " + desk.logged()));
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
