package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderPartiallyFilled;
import dev.tapedeck.kit.decide.Draft;
import java.util.List;

/** The topic {@code fills} as a projection of {@code order-events}: one fill for each execution, so the two can never disagree. */
final class FillProjection {
    private FillProjection() {}

    static List<Draft> of(Event<?> event) {
        return switch (event.data()) {
            case OrderPartiallyFilled partial -> List.of(draft(event, partial.fill()));
            case OrderFilled all -> List.of(draft(event, all.fill()));
            default -> List.of();
        };
    }

    private static Draft draft(Event<?> event, FillRecorded fill) {
        return new Draft(
                "fills/" + fill.orderId() + "/" + fill.fillId(),
                fill.sessionId(),
                fill.orderId(),
                event.correlationId(),
                fill);
    }
}
