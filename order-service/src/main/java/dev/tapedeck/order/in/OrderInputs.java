package dev.tapedeck.order.in;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.kit.stream.Translator;
import dev.tapedeck.order.core.OrderCommand;
import java.util.List;

/** Approved orders become intents; what else risk writes does not concern the venue. */
public final class OrderInputs implements Translator<OrderCommand> {
    @Override
    public List<OrderCommand> commands(int cell, Event<?> event) {
        return event.data() instanceof OrderApproved order
                ? List.of(new OrderCommand.Approve(order, event.correlationId()))
                : List.of();
    }
}
