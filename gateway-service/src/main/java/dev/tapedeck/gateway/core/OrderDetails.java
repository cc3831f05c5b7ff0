package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order with everything that is known about it.
 *
 * @param events its verdict and its life, oldest first
 * @param signal what asked for it, while it is remembered
 * @param conditions of the signal, with the values that they saw
 */
public record OrderDetails(
        OrderView order,
        List<Event<?>> events,
        @Nullable Event<?> signal,
        List<ConditionResult> conditions,
        List<Event<?>> fills) {

    /**
     * Returns what is known of an order.
     *
     * @param origin what led to it, first cause first
     */
    public static OrderDetails of(OrderLife order, List<ChainLink> origin, @Nullable LoggedEvent signal) {
        return new OrderDetails(
                order.view(origin),
                order.events(),
                signal == null ? null : signal.event(),
                conditions(signal),
                order.fills());
    }

    private static List<ConditionResult> conditions(@Nullable LoggedEvent signal) {
        return signal != null && signal.event().data() instanceof SignalRaised raised ? raised.conditions() : List.of();
    }
}
