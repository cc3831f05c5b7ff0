package dev.tapedeck.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderPartiallyFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.order.core.TrackedOrder.Phase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderDeciderTest {
    private final Machine machine = new Machine();

    @AfterEach
    void theLogAndASnapshotRestoreTheBook() {
        machine.checkRestores("end of test");
    }

    @Test
    void intendsAnApprovedOrderOnceAndKeepsAllThatIsNeededToActOnIt() {
        OrderApproved approved = Orders.entry(Orders.ID);
        OrderApproved order = approved.withoutChecks();
        assertEquals(
                List.of(new OrderIntended("s1", Orders.ID, Orders.SYMBOL, order)),
                machine.tell(Orders.approve(approved)));
        assertEquals("order-events/td1/intended", machine.log.getFirst().id());
        assertEquals(Orders.ID, machine.log.getFirst().subject());
        assertEquals("episode", machine.log.getFirst().correlationId());
        assertEquals(order, machine.order(Orders.ID).order());
        assertEquals(List.of(), machine.tell(Orders.approve(order)));
    }

    @Test
    void knowsNothingOfOrdersThatWereNotApproved() {
        for (OrderCommand command : everyWord()) {
            assertEquals(List.of(), machine.tell(command), command::toString);
        }
    }

    /** Every command in every phase that is not final. A dash leads to nothing. */
    @ParameterizedTest
    @CsvSource({
        "INTENDED,         start,       OrderSubmitted,                          SUBMITTED",
        "INTENDED,         acknowledge, OrderAcknowledged,                       ACKNOWLEDGED",
        "INTENDED,         reject,      OrderRejected,                           REJECTED",
        "INTENDED,         loseTrack,   OrderUnknown,                            UNKNOWN",
        "INTENDED,         proveAbsent, OrderRejected,                           REJECTED",
        "INTENDED,         deal,        OrderAcknowledged+OrderPartiallyFilled,  PARTIALLY_FILLED",
        "INTENDED,         lastDeal,    OrderAcknowledged+OrderFilled,           FILLED",
        "INTENDED,         end,         OrderAcknowledged+OrderCancelled,        CANCELLED",
        "INTENDED,         earlyEnd,    OrderAcknowledged,                       ACKNOWLEDGED",
        "SUBMITTED,        start,       OrderSubmitted,                          SUBMITTED",
        "SUBMITTED,        acknowledge, OrderAcknowledged,                       ACKNOWLEDGED",
        "SUBMITTED,        reject,      OrderRejected,                           REJECTED",
        "SUBMITTED,        loseTrack,   OrderUnknown,                            UNKNOWN",
        "SUBMITTED,        proveAbsent, OrderRejected,                           REJECTED",
        "SUBMITTED,        deal,        OrderAcknowledged+OrderPartiallyFilled,  PARTIALLY_FILLED",
        "SUBMITTED,        lastDeal,    OrderAcknowledged+OrderFilled,           FILLED",
        "SUBMITTED,        end,         OrderAcknowledged+OrderCancelled,        CANCELLED",
        "SUBMITTED,        earlyEnd,    OrderAcknowledged,                       ACKNOWLEDGED",
        "QUEUED,           start,       -,                                       QUEUED",
        "QUEUED,           acknowledge, OrderAcknowledged,                       ACKNOWLEDGED",
        "QUEUED,           reject,      -,                                       QUEUED",
        "QUEUED,           loseTrack,   -,                                       QUEUED",
        "QUEUED,           proveAbsent, -,                                       QUEUED",
        "QUEUED,           deal,        OrderAcknowledged+OrderPartiallyFilled,  PARTIALLY_FILLED",
        "QUEUED,           lastDeal,    OrderAcknowledged+OrderFilled,           FILLED",
        "QUEUED,           end,         OrderAcknowledged+OrderCancelled,        CANCELLED",
        "INTENDED,         hold,        OrderQueued,                             QUEUED",
        "SUBMITTED,        hold,        OrderQueued,                             QUEUED",
        "QUEUED,           hold,        -,                                       QUEUED",
        "QUEUED,           holdAnew,    OrderQueued,                             QUEUED",
        "UNKNOWN,          hold,        -,                                       UNKNOWN",
        "ACKNOWLEDGED,     hold,        -,                                       ACKNOWLEDGED",
        "PARTIALLY_FILLED, hold,        -,                                       PARTIALLY_FILLED",
        "QUEUED,           release,     OrderSubmitted,                          SUBMITTED",
        "QUEUED,           releaseFar,  OrderExpired,                            EXPIRED",
        "INTENDED,         release,     -,                                       INTENDED",
        "SUBMITTED,        release,     -,                                       SUBMITTED",
        "UNKNOWN,          release,     -,                                       UNKNOWN",
        "ACKNOWLEDGED,     release,     -,                                       ACKNOWLEDGED",
        "INTENDED,         drop,        OrderExpired,                            EXPIRED",
        "QUEUED,           drop,        OrderExpired,                            EXPIRED",
        "SUBMITTED,        drop,        OrderExpired,                            EXPIRED",
        "UNKNOWN,          drop,        -,                                       UNKNOWN",
        "ACKNOWLEDGED,     drop,        -,                                       ACKNOWLEDGED",
        "PARTIALLY_FILLED, drop,        -,                                       PARTIALLY_FILLED",
        "UNKNOWN,          cancel,      OrderCancelRequested,                    UNKNOWN",
        "ACKNOWLEDGED,     refusedEnd,  OrderRejected,                           REJECTED",
        "UNKNOWN,          start,       OrderSubmitted,                          SUBMITTED",
        "UNKNOWN,          acknowledge, OrderAcknowledged,                       ACKNOWLEDGED",
        "UNKNOWN,          reject,      -,                                       UNKNOWN",
        "UNKNOWN,          loseTrack,   -,                                       UNKNOWN",
        "UNKNOWN,          proveAbsent, OrderRejected,                           REJECTED",
        "UNKNOWN,          deal,        OrderAcknowledged+OrderPartiallyFilled,  PARTIALLY_FILLED",
        "UNKNOWN,          lastDeal,    OrderAcknowledged+OrderFilled,           FILLED",
        "UNKNOWN,          end,         OrderAcknowledged+OrderCancelled,        CANCELLED",
        "UNKNOWN,          earlyEnd,    OrderAcknowledged,                       ACKNOWLEDGED",
        "ACKNOWLEDGED,     start,       -,                                       ACKNOWLEDGED",
        "ACKNOWLEDGED,     acknowledge, -,                                       ACKNOWLEDGED",
        "ACKNOWLEDGED,     reject,      -,                                       ACKNOWLEDGED",
        "ACKNOWLEDGED,     loseTrack,   -,                                       ACKNOWLEDGED",
        "ACKNOWLEDGED,     proveAbsent, -,                                       ACKNOWLEDGED",
        "ACKNOWLEDGED,     deal,        OrderPartiallyFilled,                    PARTIALLY_FILLED",
        "ACKNOWLEDGED,     lastDeal,    OrderFilled,                             FILLED",
        "ACKNOWLEDGED,     end,         OrderCancelled,                          CANCELLED",
        "ACKNOWLEDGED,     earlyEnd,    -,                                       ACKNOWLEDGED",
        "PARTIALLY_FILLED, start,       -,                                       PARTIALLY_FILLED",
        "PARTIALLY_FILLED, acknowledge, -,                                       PARTIALLY_FILLED",
        "PARTIALLY_FILLED, reject,      -,                                       PARTIALLY_FILLED",
        "PARTIALLY_FILLED, loseTrack,   -,                                       PARTIALLY_FILLED",
        "PARTIALLY_FILLED, proveAbsent, -,                                       PARTIALLY_FILLED",
        "PARTIALLY_FILLED, deal,        OrderPartiallyFilled,                    PARTIALLY_FILLED",
        "PARTIALLY_FILLED, lastDeal,    OrderFilled,                             FILLED",
        "PARTIALLY_FILLED, end,         OrderCancelled,                          CANCELLED",
        "PARTIALLY_FILLED, earlyEnd,    -,                                       PARTIALLY_FILLED",
    })
    void answersEveryWordInEveryPhase(Phase before, String word, String events, Phase after) {
        bringTo(before);
        assertEquals(events.equals("-") ? List.of() : List.of(events.split("\\+", -1)), machine.names(word(word)));
        assertEquals(after, machine.phase());
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"FILLED", "CANCELLED", "REJECTED", "EXPIRED"})
    void nothingChangesAnOrderThatIsOver(Phase end) {
        bringTo(end);
        TrackedOrder before = machine.order(Orders.ID);
        assertEquals(List.of(), machine.tell(Orders.approve(before.order())));
        for (OrderCommand command : everyWord()) {
            assertEquals(List.of(), machine.tell(command), command::toString);
        }
        assertEquals(before, machine.order(Orders.ID));
    }

    @Test
    void aTradingStateEndsAnEntryBeforeItIsIntendedAndLetsAnExitThrough() {
        machine.decide(new OrderCommand.Obey(1, "decision", Scope.SYMBOL, Orders.SYMBOL.name(), State.HALTED));
        assertEquals(List.of("OrderExpired"), machine.names(Orders.approve(Orders.entry("td-entry"))));
        assertEquals(List.of("OrderIntended"), machine.names(Orders.approve(Orders.exit("td-exit"))));
        machine.decide(new OrderCommand.Obey(1, "later", Scope.SYMBOL, Orders.SYMBOL.name(), State.ACTIVE));
        assertEquals(List.of("OrderIntended"), machine.names(Orders.approve(Orders.entry("td-entry2"))));
        machine.checkRestores("after a halt");
    }

    @Test
    void theStrictestOfTheScopesThatBindAnOrderCounts() {
        machine.decide(new OrderCommand.Obey(1, "d1", Scope.GLOBAL, "global", State.REDUCING));
        machine.decide(new OrderCommand.Obey(1, "d2", Scope.STRATEGY, "s1/probe", State.HALTED));
        machine.decide(new OrderCommand.Obey(1, "d3", Scope.SESSION, "another", State.HALTED));
        machine.tell(Orders.approve(Orders.entry("td-1")));
        assertEquals(
                ExpiryCause.TRADING_HALTED, machine.last(OrderExpired.class).cause());
        machine.decide(new OrderCommand.Obey(1, "d4", Scope.STRATEGY, "s1/probe", State.ACTIVE));
        machine.tell(Orders.approve(Orders.entry("td-2")));
        assertEquals(
                ExpiryCause.TRADING_REDUCING, machine.last(OrderExpired.class).cause());
    }

    @Test
    void acknowledgesADecisionOnce() {
        var obey = new OrderCommand.Obey(1, "decision", Scope.GLOBAL, "global", State.HALTED);
        assertEquals(1, machine.decide(obey).size());
        assertEquals(0, machine.decide(obey).size());
    }

    @Test
    void aWaitingOrderKeepsTheTimeAtWhichItBeganToWait() {
        bringTo(Phase.QUEUED);
        machine.tell(new OrderCommand.Release(Orders.ID, 1, Price.of("100")));
        machine.tell(Orders.hold(QueueCause.VENUE_UNAVAILABLE));
        Waiting waiting = Objects.requireNonNull(machine.order(Orders.ID).waiting());
        assertEquals(QueueCause.VENUE_UNAVAILABLE, waiting.cause());
        assertEquals(Orders.T0, waiting.since());
        assertEquals(QueuePolicy.DEFAULT.entryLivesMillis(), waiting.expiresInMillis());
    }

    @Test
    void anExitWaitsForEver() {
        machine.tell(Orders.approve(Orders.exit(Orders.ID)));
        machine.tell(Orders.hold(QueueCause.BREAKER_OPEN));
        assertEquals(0, machine.last(OrderQueued.class).expiresInMillis());
    }

    @Test
    void aLostOutcomeIsAnAlert() {
        bringTo(Phase.UNKNOWN);
        assertEquals(List.of("OrderOutcomeUnknown"), machine.alerts);
    }

    @Test
    void countsEveryAttemptOnce() {
        bringTo(Phase.INTENDED);
        assertEquals(List.of(new OrderSubmitted("s1", Orders.ID, Orders.SYMBOL, 1)), machine.tell(Orders.start(1)));
        assertEquals(List.of(), machine.tell(Orders.start(1)));
        assertEquals(List.of(new OrderSubmitted("s1", Orders.ID, Orders.SYMBOL, 2)), machine.tell(Orders.start(2)));
        assertEquals(2, machine.order(Orders.ID).attempts());
    }

    @Test
    void saysWhyTheVenueRefused() {
        bringTo(Phase.SUBMITTED);
        assertEquals(
                List.of(new OrderRejected(
                        "s1",
                        Orders.ID,
                        Orders.SYMBOL,
                        RejectionReason.INSUFFICIENT_MARGIN,
                        2005,
                        "balance insufficient")),
                machine.tell(Orders.reject()));
    }

    @Test
    void saysWhyTheOutcomeIsUnknownForEveryAttempt() {
        bringTo(Phase.SUBMITTED);
        assertEquals(
                List.of(new OrderUnknown(
                        "s1", Orders.ID, Orders.SYMBOL, UnknownCause.TIMEOUT, "no reply within 5000 ms")),
                machine.tell(Orders.loseTrack()));
        machine.tell(Orders.start(2));
        assertEquals(List.of("OrderUnknown"), machine.names(Orders.loseTrack()));
        assertEquals("order-events/td1/unknown/2", machine.log.getLast().id());
    }

    @Test
    void provenAbsenceIsARejectionThatNamesItsEvidence() {
        bringTo(Phase.UNKNOWN);
        machine.tell(Orders.proveAbsent());
        OrderRejected rejected = machine.last(OrderRejected.class);
        assertEquals(RejectionReason.NOT_FOUND_AT_VENUE, rejected.reason());
        assertEquals("no such order 10000 ms after the request", rejected.message());
    }

    @Test
    void appliesADealOnceWhateverBringsIt() {
        bringTo(Phase.SUBMITTED);
        assertEquals(List.of("OrderAcknowledged", "OrderPartiallyFilled"), machine.names(Orders.deal("d1", 4, "100")));
        assertEquals(List.of(), machine.tell(Orders.deal("d1", 4, "100")));
        machine.tell(Orders.deal("d2", 4, "100"));
        assertEquals(List.of(), machine.tell(Orders.deal("d1", 4, "100")));
        assertEquals(Quantity.of(8), machine.order(Orders.ID).filled());
    }

    @Test
    void twoDealsThatLookAlikeAreTwo() {
        bringTo(Phase.ACKNOWLEDGED);
        machine.tell(Orders.deal("d1", 5, "100"));
        machine.tell(Orders.deal("d2", 5, "100"));
        assertEquals(Phase.FILLED, machine.phase());
        assertEquals(2, machine.fills.size());
    }

    @Test
    void anEndWaitsForTheDealsThatItCounts() {
        bringTo(Phase.ACKNOWLEDGED);
        machine.tell(Orders.deal("d1", 3, "100"));
        assertEquals(List.of(), machine.tell(Orders.end(7)));
        machine.tell(Orders.deal("d2", 4, "100"));
        assertEquals(
                List.of(new OrderCancelled("s1", Orders.ID, Orders.SYMBOL, Quantity.of(7), "IOC remainder")),
                machine.tell(Orders.end(7)));
    }

    @Test
    void refusesADealBeyondWhatWasOrdered() {
        bringTo(Phase.ACKNOWLEDGED);
        machine.tell(Orders.deal("d1", 7, "100"));
        var refused = assertThrows(IllegalArgumentException.class, () -> machine.tell(Orders.deal("d2", 4, "100")));
        assertTrue(String.valueOf(refused.getMessage()).contains("4 > 3 (orderId=td1, dealId=d2)"), refused::toString);
        assertEquals(Quantity.of(7), machine.order(Orders.ID).filled());
        machine.tell(Orders.deal("d3", 3, "100"));
        assertEquals(Phase.FILLED, machine.phase());
    }

    @Test
    void averagesThePriceOverAllFills() {
        bringTo(Phase.ACKNOWLEDGED);
        machine.tell(Orders.deal("d1", 1, "100"));
        machine.tell(Orders.deal("d2", 2, "101"));
        OrderPartiallyFilled partial = machine.last(OrderPartiallyFilled.class);
        assertEquals(Price.of("100.666666666667"), partial.averagePrice());
        assertEquals(Quantity.of(3), partial.filled());
        assertEquals(Quantity.of(7), partial.remaining());
        // The average is of the exact turnover, not of the rounded average before.
        machine.tell(Orders.deal("d3", 7, "99.4"));
        OrderFilled filled = machine.last(OrderFilled.class);
        assertEquals(Price.of("99.78"), filled.averagePrice());
        assertEquals(Quantity.of(10), filled.filled());
    }

    @ParameterizedTest
    @CsvSource({
        "ENTRY, LONG,  100.5, 50",
        "ENTRY, LONG,  99.9,  -10",
        "ENTRY, SHORT, 99.5,  50",
        "EXIT,  LONG,  99,    100",
        "EXIT,  LONG,  101,   -100",
        "EXIT,  SHORT, 101,   100",
        "ENTRY, LONG,  100,   0",
    })
    void countsSlippageAsHowMuchWorseThanTheDecision(Purpose purpose, Direction direction, String price, String bps) {
        machine.tell(Orders.approve(Orders.order(Orders.ID, purpose, direction, 10)));
        machine.tell(Orders.deal("d1", 10, price));
        assertEquals(0, machine.fills.getFirst().slippageBps().compareTo(new BigDecimal(bps)));
    }

    @Test
    void everyExecutionIsOneFillThatCarriesWhatItBelongsTo() {
        bringTo(Phase.ACKNOWLEDGED);
        machine.tell(Orders.deal("d1", 4, "100.5"));
        assertEquals(
                new FillRecorded(
                        "s1",
                        Orders.ID,
                        Orders.VENUE_ID,
                        "d1",
                        "probe",
                        Orders.SYMBOL,
                        "episode",
                        Purpose.ENTRY,
                        Direction.LONG.entrySide(),
                        Direction.LONG,
                        Price.of("100.5"),
                        Quantity.of(4),
                        Usdt.of("4.02"),
                        Usdt.of("0.01"),
                        true,
                        Price.of("100"),
                        new BigDecimal("50.0000")),
                machine.fills.getFirst());
        Event<?> event = machine.log.getLast();
        var draft = FillProjection.of(event).getFirst();
        assertEquals("fills/td1/d1", draft.id());
        assertEquals("s1", draft.key());
        assertEquals(Orders.ID, draft.subject());
        assertEquals("episode", draft.correlationId());
    }

    @Test
    void keepsTheFirstVenueIdThatItHeard() {
        bringTo(Phase.ACKNOWLEDGED);
        assertEquals(List.of(), machine.tell(new OrderCommand.Acknowledge(Orders.ID, "v2")));
        assertEquals(Orders.VENUE_ID, machine.order(Orders.ID).venueOrderId());
    }

    @Test
    void forgetsTheOldestEndedOrderFirstAndNeverAnOpenOne() {
        machine.tell(Orders.approve(Orders.entry("open")));
        for (int i = 0; i < 101; i++) {
            machine.tell(Orders.approve(Orders.entry("td-" + i)));
            machine.tell(new OrderCommand.ProveAbsent("td-" + i, "test"));
        }
        assertNull(machine.book.order("td-0"));
        assertEquals(Phase.REJECTED, machine.order("td-1").phase());
        assertEquals(Phase.INTENDED, machine.order("open").phase());
        assertEquals(101, machine.book.orders().size());
    }

    @Test
    void doesNotMindOrdersSideBySide() {
        machine.tell(Orders.approve(Orders.entry("other")));
        bringTo(Phase.ACKNOWLEDGED);
        machine.tell(Orders.deal("d1", 4, "100"));
        assertEquals(Phase.INTENDED, machine.order("other").phase());
        assertEquals(Quantity.ZERO, machine.order("other").filled());
    }

    private void bringTo(Phase phase) {
        machine.tell(Orders.approve(Orders.entry(Orders.ID)));
        switch (phase) {
            case INTENDED -> {}
            case SUBMITTED -> machine.tell(Orders.start(1));
            case UNKNOWN -> {
                machine.tell(Orders.start(1));
                machine.tell(Orders.loseTrack());
            }
            case ACKNOWLEDGED -> machine.tell(Orders.acknowledge());
            case PARTIALLY_FILLED -> machine.tell(Orders.deal("d0", 2, "100"));
            case FILLED -> machine.tell(Orders.deal("d0", 10, "100"));
            case CANCELLED -> machine.tell(Orders.end(0));
            case REJECTED -> machine.tell(Orders.reject());
            case EXPIRED -> machine.tell(new OrderCommand.Drop(Orders.ID, ExpiryCause.CANCELLED, "test"));
            case QUEUED -> machine.tell(Orders.hold(QueueCause.BREAKER_OPEN));
        }
        assertEquals(phase, machine.phase());
    }

    private OrderCommand word(String name) {
        long filled = machine.order(Orders.ID).filled().contracts().longValueExact();
        return switch (name) {
            case "start" -> Orders.start(machine.order(Orders.ID).attempts() + 1);
            case "acknowledge" -> Orders.acknowledge();
            case "reject" -> Orders.reject();
            case "loseTrack" -> Orders.loseTrack();
            case "proveAbsent" -> Orders.proveAbsent();
            case "hold" -> Orders.hold(QueueCause.BREAKER_OPEN);
            case "holdAnew" -> Orders.hold(QueueCause.RATE_LIMITED);
            case "release" -> new OrderCommand.Release(Orders.ID, 9, Price.of("100.5"));
            case "releaseFar" -> new OrderCommand.Release(Orders.ID, 9, Price.of("99.49"));
            case "drop" -> new OrderCommand.Drop(Orders.ID, ExpiryCause.CANCELLED, "test");
            case "cancel" -> new OrderCommand.RequestCancel(Orders.ID, "ann");
            case "refusedEnd" ->
                new OrderCommand.End(
                        Orders.ID, Orders.VENUE_ID, Quantity.ZERO, true, RejectionReason.INSUFFICIENT_MARGIN, 2, "no");
            case "deal" -> Orders.deal("d1", 3, "100");
            case "lastDeal" -> Orders.deal("d1", 10 - filled, "100");
            case "end" -> Orders.end(filled);
            case "earlyEnd" -> Orders.end(filled + 1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<OrderCommand> everyWord() {
        return List.of(
                Orders.start(9),
                Orders.acknowledge(),
                Orders.reject(),
                Orders.loseTrack(),
                Orders.proveAbsent(),
                Orders.hold(QueueCause.RATE_LIMITED),
                new OrderCommand.Release(Orders.ID, 9, Price.of("100")),
                new OrderCommand.Drop(Orders.ID, ExpiryCause.CANCELLED, "test"),
                new OrderCommand.RequestCancel(Orders.ID, "ann"),
                Orders.deal("late", 1, "100"),
                Orders.deal("late too", 100, "100"),
                Orders.end(0),
                Orders.end(10));
    }
}
