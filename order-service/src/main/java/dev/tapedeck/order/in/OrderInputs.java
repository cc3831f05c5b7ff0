package dev.tapedeck.order.in;

import dev.tapedeck.contracts.event.CommandEvent.CancelOrder;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.stream.Partitions;
import dev.tapedeck.kit.stream.Translator;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.out.VenueDesk;
import java.util.List;

/**
 * Approved orders become intents. What binds or frees the desk at once is told to it as it is read, again after every start; what it leads to comes back from the desk as
 * commands.
 */
public final class OrderInputs implements Translator<OrderCommand> {
    private final VenueDesk desk;

    public OrderInputs(VenueDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<OrderCommand> commands(int cell, Event<?> event) {
        switch (event.data()) {
            case OrderApproved order -> {
                return List.of(new OrderCommand.Approve(order, event.correlationId()));
            }
            case CancelOrder cancel -> {
                return Partitions.of(Topic.ORDERS, cancel.sessionId()) == cell
                        ? List.of(new OrderCommand.RequestCancel(cancel.orderId(), cancel.user()))
                        : List.of();
            }
            case TradingStateChanged changed -> desk.onTradingState(cell, event, changed);
            case PositionsReconciled reconciled -> desk.onReconciled(reconciled.sessionId(), reconciled.askedAt());
            default -> {
                // What else is written there does not concern the venue.
            }
        }
        return List.of();
    }
}
