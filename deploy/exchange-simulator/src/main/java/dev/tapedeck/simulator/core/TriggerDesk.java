package dev.tapedeck.simulator.core;

import java.util.ArrayList;

/** Fires plan orders and stops whose price is reached: each becomes an ordinary order at that moment. */
final class TriggerDesk {
    private final VenueState state;
    private final Clearing clearing;
    private final OrderDesk desk;

    TriggerDesk(VenueState state, Clearing clearing, OrderDesk desk) {
        this.state = state;
        this.clearing = clearing;
        this.desk = desk;
    }

    void check(Market market) {
        if (!market.hasTriggers()) {
            return;
        }
        for (StopOrder stop : new ArrayList<>(market.stops)) {
            int side = stop.state() == TriggerState.UNTRIGGERED ? stop.reachedSide() : StopOrder.NOT_TRIGGERED;
            if (side != StopOrder.NOT_TRIGGERED) {
                fire(stop, side);
            }
        }
        for (PlanOrder plan : new ArrayList<>(market.plans)) {
            if (plan.isReached()) {
                fire(plan);
            } else if (plan.isExpired(state.nowMillis)) {
                end(plan, TriggerState.CANCELLED);
            }
        }
    }

    private void fire(StopOrder stop, int side) {
        Position position = stop.position();
        long vol = Math.min(stop.vol(), position.closableVol());
        stop.triggerSide = side;
        if (vol == 0) {
            clearing.end(stop, TriggerState.FAILED, EndReason.POSITION_NOT_ENOUGH);
            return;
        }
        stop.vol = vol;
        clearing.end(stop, TriggerState.EXECUTED, EndReason.NONE);
        PlaceResult placed = desk.place(position.account(), OrderRequest.marketClose(position, vol, ""), Arrival.NONE);
        stop.placedOrderId = placed.orderId();
        state.changes.stopOrders().add(stop);
    }

    private void fire(PlanOrder plan) {
        end(plan, TriggerState.EXECUTED);
        PlaceResult placed = desk.place(plan.account(), plan.request(), Arrival.NONE);
        plan.placedOrderId = placed.orderId();
        if (placed.code() != VenueCode.OK) {
            plan.state = TriggerState.FAILED;
            plan.errorCode = placed.code().number();
        }
        state.changed(plan);
    }

    void end(PlanOrder plan, TriggerState finalState) {
        plan.state = finalState;
        plan.market().plans.remove(plan);
        state.changed(plan);
    }
}
