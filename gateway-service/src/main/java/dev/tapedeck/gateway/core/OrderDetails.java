package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SignalEvent.ConditionResult;
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
        List<Event<?>> fills) {}
