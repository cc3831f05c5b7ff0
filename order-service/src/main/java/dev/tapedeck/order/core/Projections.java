package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.kit.decide.Draft;
import java.util.ArrayList;
import java.util.List;

/** What is written beside each event of the order service: fills and alerts. */
public final class Projections {
    private Projections() {}

    public static List<Draft> of(Event<?> event) {
        var drafts = new ArrayList<>(FillProjection.of(event));
        drafts.addAll(OrderAlerts.of(event));
        return drafts;
    }
}
