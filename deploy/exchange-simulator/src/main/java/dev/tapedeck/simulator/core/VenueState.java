package dev.tapedeck.simulator.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the parts of the exchange share: tape time, markets, open positions, ledger, changes and the id counters. */
final class VenueState {
    final List<Market> markets = new ArrayList<>();
    final Set<Position> openPositions = new LinkedHashSet<>();
    final Changes changes = new Changes();
    final Ledger ledger;
    long nowMillis;

    /** Ids have the length of the venue's: order ids exceed 2^53, so a client that reads them as doubles breaks here. */
    private long lastOrderId = 739_000_000_000_000_000L;

    private long lastFillId = 9_400_000_000L;
    private long lastPositionId = 1_109_000_000L;
    private long lastTriggerId = 357_000_000L;

    VenueState(int ledgerLimit) {
        ledger = new Ledger(ledgerLimit);
    }

    long nextOrderId() {
        return ++lastOrderId;
    }

    long nextFillId() {
        return ++lastFillId;
    }

    long nextPositionId() {
        return ++lastPositionId;
    }

    long nextTriggerId() {
        return ++lastTriggerId;
    }

    void changed(Order order) {
        order.version++;
        order.updatedAtMillis = nowMillis;
        changes.orders().add(order);
    }

    void changed(Position position) {
        position.version++;
        position.updatedAtMillis = nowMillis;
        changes.positions().add(position);
    }

    void changed(StopOrder stop) {
        stop.version++;
        stop.updatedAtMillis = nowMillis;
        changes.stopOrders().add(stop);
    }

    void changed(PlanOrder plan) {
        plan.updatedAtMillis = nowMillis;
        changes.planOrders().add(plan);
    }
}
