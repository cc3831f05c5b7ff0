package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.contracts.event.CommandEvent.CancelOrder;
import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelRequested;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.Story;
import dev.tapedeck.gateway.core.CommandOutcome.Obedience;
import dev.tapedeck.gateway.core.SessionDecider.Decision.Accepted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandOutcomeTest {
    private static final Symbol BTC = Symbol.of("BTC_USDT");
    private static final Instant LATER = Story.START.plusSeconds(10);
    private static final CommandOutcome.State PENDING = CommandOutcome.State.PENDING;
    private static final CommandOutcome.State DONE = CommandOutcome.State.DONE;

    private final ReadModel model = new ReadModel(new Capacity(50, 10, 10, 10));
    private final Story story = new Story("s-1", "BTC_USDT");

    private Event<?> fold(Event<?> event) {
        model.fold(event, event.time());
        return event;
    }

    private Event<?> say(String subject, @Nullable String cause, EventData data) {
        return fold(story.event(subject, LATER, cause, data));
    }

    private CommandOutcome outcome(Event<?> command) {
        return model.outcome(command.id()).orElseThrow();
    }

    private Event<?> ask(State state) {
        var asked = new SetTradingState("ann", Scope.SYMBOL, "BTC_USDT", state, false, "why", null);
        return fold(OperatorCommand.of(model, asked, Story.START));
    }

    private Event<?> decide(Event<?> command, State state) {
        var changed = new TradingStateChanged(Scope.SYMBOL, "BTC_USDT", state, false, "ann", "why", null);
        return say("SYMBOL/BTC_USDT", command.id(), changed);
    }

    private void obey(Event<?> decision) {
        AcknowledgementView.CELLS.forEach((service, cells) -> {
            for (int cell = 0; cell < cells; cell++) {
                obey(decision, service, cell);
            }
        });
    }

    private void obey(Event<?> decision, String service, int cell) {
        var said = TradingStateAcknowledged.of(service, cell, decision, (TradingStateChanged) decision.data());
        say(said.subject(), decision.id(), said);
    }

    @Test
    void ofACommandThatIsNotOnTheLogNothingIsKnown() {
        assertEquals(Optional.empty(), model.outcome("none"));
    }

    @Test
    void aTradingStateIsPendingUntilItIsDecided() {
        Event<?> command = ask(State.HALTED);
        assertEquals(new CommandOutcome(command.id(), PENDING, command, List.of(), List.of(), null), outcome(command));
    }

    @Test
    void aDecidedTradingStateIsPendingUntilEveryCellObeysIt() {
        Event<?> command = ask(State.HALTED);
        Event<?> decision = decide(command, State.HALTED);
        obey(decision, "risk", 0);
        assertEquals(
                new CommandOutcome(command.id(), PENDING, command, List.of(decision), List.of(), new Obedience(12, 1)),
                outcome(command));
        obey(decision);
        assertEquals(DONE, outcome(command).state());
        assertEquals(new Obedience(12, 12), outcome(command).obedience());
    }

    @Test
    void aTradingStateThatWasSetOtherwiseMeanwhileIsDone() {
        Event<?> halt = ask(State.HALTED);
        Event<?> decision = decide(halt, State.HALTED);
        decide(ask(State.ACTIVE), State.ACTIVE);
        assertEquals(DONE, outcome(halt).state());
        assertEquals(List.of(decision), outcome(halt).events());
    }

    @Test
    void aTradingStateThatHoldsAlreadyIsDone() {
        Event<?> decision = decide(ask(State.HALTED), State.HALTED);
        obey(decision);
        Event<?> again = ask(State.HALTED);
        assertEquals(DONE, outcome(again).state());
        assertEquals(List.of(decision), outcome(again).events());
    }

    @Test
    void anOutcomeThatIsReadBeforeItsCommandIsKept() {
        var asked = new SetTradingState("ann", Scope.SYMBOL, "BTC_USDT", State.HALTED, false, "why", null);
        Event<?> command = OperatorCommand.of(model, asked, Story.START);
        Event<?> decision = decide(command, State.HALTED);
        fold(command);
        assertEquals(List.of(decision), outcome(command).events());
    }

    @Test
    void aCancelIsPendingUntilItsOrderIsOver() {
        Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 5, Story.START), 2.5));
        Event<?> intended = fold(story.intended("o-1", story.approved("o-1", signal)));
        Event<?> command = fold(OperatorCommand.of(model, new CancelOrder("ann", "s-1", "o-1"), Story.START));
        Event<?> wanted = say("o-1", command.id(), new OrderCancelRequested("s-1", "o-1", BTC, "ann"));
        assertEquals(PENDING, outcome(command).state());
        assertEquals(List.of(wanted), outcome(command).events());
        fold(story.expired("o-1", intended));
        assertEquals(DONE, outcome(command).state());
        assertEquals(
                List.of(OrderView.State.EXPIRED),
                outcome(command).orders().stream().map(OrderView::state).toList());
    }

    @Test
    void aCloseIsPendingUntilTheOrdersOfItAreOver() {
        var asked = new ClosePosition("ann", "s-1", BTC, Direction.LONG, null);
        Event<?> command = fold(OperatorCommand.of(model, asked, Story.START));
        assertEquals(PENDING, outcome(command).state());
        Event<?> request = say(
                "s-1/BTC_USDT/LONG/close",
                command.id(),
                new PositionCloseRequested(
                        "s-1",
                        BTC,
                        Direction.LONG,
                        1,
                        Quantity.of(5),
                        Price.of("101"),
                        command.id(),
                        "ann",
                        "asked to close it"));
        assertEquals(PENDING, outcome(command).state());
        say(
                "s-1",
                request.id(),
                new OrderDenied(
                        "s-1",
                        "o-9",
                        "external",
                        BTC,
                        command.id(),
                        request.id(),
                        Purpose.EMERGENCY_EXIT,
                        DenialReason.NO_POSITION_TO_REDUCE,
                        List.of()));
        assertEquals(DONE, outcome(command).state());
        assertEquals(List.of(request), outcome(command).events());
        assertEquals(
                List.of("o-9"),
                outcome(command).orders().stream().map(OrderView::orderId).toList());
    }

    @Test
    void anAcknowledgedAlertIsDone() {
        Event<AcknowledgeAlert> command =
                OperatorCommand.of(model, new AcknowledgeAlert("ann", "s-1", "alert-1"), Story.START);
        fold(command);
        assertEquals(PENDING, outcome(command).state());
        Event<?> said = fold(OperatorCommand.outcome(command));
        assertEquals(DONE, outcome(command).state());
        assertEquals(List.of(said), outcome(command).events());
    }

    private List<Event<?>> startSession() {
        var order = new SessionOrder(
                "ann", "s-1", SessionEvent.Mode.PAPER, List.of(BTC), List.of(), Usdt.of(10), RiskLimits.DEFAULTS);
        var accepted = (Accepted) new SessionDecider(false).start(model, order, Story.START);
        return accepted.events();
    }

    @Test
    void aStartIsDoneWhenTheSessionIsThere() {
        List<Event<?>> both = startSession();
        fold(both.getFirst());
        assertEquals(PENDING, outcome(both.getFirst()).state());
        fold(both.getLast());
        assertEquals(DONE, outcome(both.getFirst()).state());
        assertEquals(List.of(both.getLast()), outcome(both.getFirst()).events());
        assertNull(outcome(both.getFirst()).obedience());
    }

    @Test
    void aStartWhoseSessionWasForgottenIsDoneByWhatTheSessionIsNow() {
        List<Event<?>> both = startSession();
        fold(both.getFirst());
        Event<?> stopped = fold(new Event<>(
                "s-1-stopped",
                "gateway",
                "s-1",
                LATER,
                2,
                null,
                "s-1-stop",
                both.getLast().data()));
        assertEquals(DONE, outcome(both.getFirst()).state());
        assertEquals(List.of(stopped), outcome(both.getFirst()).events());
    }
}
