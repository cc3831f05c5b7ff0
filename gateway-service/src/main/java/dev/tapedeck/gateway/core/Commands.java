package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.AlertEvent.AlertAcknowledged;
import dev.tapedeck.contracts.event.CommandEvent;
import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.contracts.event.CommandEvent.CancelOrder;
import dev.tapedeck.contracts.event.CommandEvent.ChangeStrategy;
import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.CommandEvent.StartSession;
import dev.tapedeck.contracts.event.CommandEvent.StopSession;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelRequested;
import dev.tapedeck.contracts.event.PositionEvent.PositionCloseRequested;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.gateway.core.CommandOutcome.Obedience;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest commands, and what each led to at once. Topics are read side by side, so that may be known before the command. */
final class Commands {
    private record Command(CommandEvent asked, Event<?> event) {}

    private final Orders orders;
    private final TradingStates states;
    private final Map<String, Command> commands;
    private final Map<String, Event<?>> effects;
    private final Map<String, Event<?>> sessions;

    Commands(int capacity, Orders orders, TradingStates states) {
        this.orders = orders;
        this.states = states;
        this.commands = new BoundedMap<>(capacity);
        this.effects = new BoundedMap<>(capacity);
        this.sessions = new BoundedMap<>(capacity);
    }

    /** Remembers the event if it is a command, or what a command leads to at once. */
    void follow(Event<?> event) {
        switch (event.data()) {
            case CommandEvent asked -> commands.put(event.id(), new Command(asked, event));
            case SessionChanged changed -> {
                sessions.put(changed.sessionId(), event);
                led(event.causationId(), event);
            }
            case TradingStateChanged ignored -> led(event.causationId(), event);
            case AlertAcknowledged ignored -> led(event.causationId(), event);
            case OrderCancelRequested ignored -> led(event.causationId(), event);
            case PositionCloseRequested request -> led(request.requestId(), event);
            default -> {
                // Nothing else follows from a command at once.
            }
        }
    }

    private void led(@Nullable String cause, Event<?> event) {
        if (cause != null) {
            effects.put(cause, event);
        }
    }

    Optional<CommandOutcome> outcome(String commandId) {
        return Optional.ofNullable(commands.get(commandId)).map(this::outcome);
    }

    private CommandOutcome outcome(Command command) {
        Event<?> effect = effects.get(command.event.id());
        return switch (command.asked) {
            case StartSession start ->
                done(command, sessionOf(command, start.session().sessionId(), effect));
            case StopSession stop -> done(command, sessionOf(command, stop.sessionId(), effect));
            case ChangeStrategy change -> done(command, sessionOf(command, change.sessionId(), effect));
            case AcknowledgeAlert ignored -> done(command, effect);
            case CancelOrder cancel -> ordered(command, effect, orders.find(cancel.orderId()));
            case ClosePosition ignored -> ordered(command, effect, orders.ofEpisode(command.event.id()));
            case SetTradingState asked -> decided(command, effect, states.find(asked.scope(), asked.scopeId()), asked);
        };
    }

    /** Compaction forgets what a session was. One that changed after the command is past it. */
    private @Nullable Event<?> sessionOf(Command command, String sessionId, @Nullable Event<?> effect) {
        Event<?> newest = sessions.get(sessionId);
        boolean isPast = newest != null && newest.time().isAfter(command.event.time());
        return effect == null && isPast ? newest : effect;
    }

    private static CommandOutcome done(Command command, @Nullable Event<?> effect) {
        return outcome(command, effect != null, effect, List.of(), null);
    }

    private static CommandOutcome ordered(Command command, @Nullable Event<?> effect, List<OrderView> found) {
        boolean over = !found.isEmpty()
                && found.stream().allMatch(order -> order.state().isFinal());
        return outcome(command, over, effect, found, null);
    }

    private CommandOutcome decided(
            Command command, @Nullable Event<?> effect, @Nullable Event<?> newest, SetTradingState asked) {
        Event<?> decision = effect == null && newest != null && holds(newest, asked) ? newest : effect;
        if (decision == null) {
            return outcome(command, false, null, List.of(), null);
        }
        Obedience obedience = states.obedience(decision.id());
        boolean replaced = newest != null && newest.sequence() > decision.sequence();
        return outcome(command, replaced || obedience.obeying() >= obedience.cells(), decision, List.of(), obedience);
    }

    /** Asking for what holds already decides nothing, save that a strategy goes on. */
    private static boolean holds(Event<?> newest, SetTradingState asked) {
        boolean enables = asked.scope() == Scope.STRATEGY && asked.state() == State.ACTIVE;
        return !enables
                && newest.data() instanceof TradingStateChanged known
                && known.state() == asked.state()
                && known.flatten() == asked.flatten()
                && Objects.equals(known.until(), asked.until());
    }

    private static CommandOutcome outcome(
            Command command,
            boolean done,
            @Nullable Event<?> effect,
            List<OrderView> orders,
            @Nullable Obedience obedience) {
        return new CommandOutcome(
                command.event.id(),
                done ? CommandOutcome.State.DONE : CommandOutcome.State.PENDING,
                command.event,
                effect == null ? List.of() : List.of(effect),
                orders,
                obedience);
    }
}
