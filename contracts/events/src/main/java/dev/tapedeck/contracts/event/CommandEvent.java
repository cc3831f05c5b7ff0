package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operator asked for. Topic {@code commands}, key and subject: the session, or {@code global} for what belongs to none. The outcome comes as events of others. */
public sealed interface CommandEvent extends EventData {
    String user();

    record StartSession(String user, SessionEvent.SessionChanged session) implements CommandEvent {}

    record StopSession(String user, String sessionId, String why) implements CommandEvent {}

    /** Let a running session go on with this definition of the strategy that has its id, or beside the others when none has. Its version tells the two apart on every signal. */
    record ChangeStrategy(String user, String sessionId, StrategyDefinition strategy, String why)
            implements CommandEvent {}

    /**
     * Close a position.
     *
     * @param quantity absent for all of it
     */
    record ClosePosition(
            String user,
            String sessionId,
            Symbol symbol,
            Direction direction,
            @Nullable Quantity quantity) implements CommandEvent {}

    record CancelOrder(String user, String sessionId, String orderId) implements CommandEvent {}

    record AcknowledgeAlert(String user, String sessionId, String alertId) implements CommandEvent {}

    record SetTradingState(
            String user,
            TradingStateEvent.Scope scope,
            String scopeId,
            TradingStateEvent.State state,
            boolean flatten,
            String why,
            @Nullable Instant until)
            implements CommandEvent {}
}
