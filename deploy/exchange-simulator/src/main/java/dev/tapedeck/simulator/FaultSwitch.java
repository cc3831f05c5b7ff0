package dev.tapedeck.simulator;

import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Order;
import dev.tapedeck.simulator.fault.Fault;
import dev.tapedeck.simulator.fault.FaultBoard;
import dev.tapedeck.simulator.fault.FaultKind;
import dev.tapedeck.simulator.market.ShownMarket;
import dev.tapedeck.simulator.socket.SocketHub;
import io.vertx.core.Vertx;

/** Arms and clears faults and carries out what happens at that moment; the rest happens as calls and pushes come. For one event loop. */
final class FaultSwitch {
    /** Whoever arms an outage hears so before its own connection is cut. */
    private static final long ANSWERED_WITHIN_MILLIS = 100;

    private final Vertx vertx;
    private final FaultBoard faults;
    private final Exchange exchange;
    private final SocketHub hub;
    private final Door door;
    private final ShownMarket shown;
    private final Runnable publishChanges;

    FaultSwitch(
            Vertx vertx,
            FaultBoard faults,
            Exchange exchange,
            SocketHub hub,
            Door door,
            ShownMarket shown,
            Runnable publishChanges) {
        this.vertx = vertx;
        this.faults = faults;
        this.exchange = exchange;
        this.hub = hub;
        this.door = door;
        this.shown = shown;
        this.publishChanges = publishChanges;
    }

    void arm(Fault fault) {
        if (fault.kind() == FaultKind.FROZEN_MARKET) {
            shown.freeze();
        }
        faults.arm(fault);
        switch (fault.kind()) {
            case OUTAGE -> vertx.setTimer(ANSWERED_WITHIN_MILLIS, timer -> shut(fault.forMillis()));
            case DROP_SOCKETS -> faults.struck(FaultKind.DROP_SOCKETS, hub.drop(fault.target()));
            case PARTIAL_FILL -> exchange.holdBack(fault.count(), order -> onHeldBack(order, fault.forMillis()));
            default -> {
                // It strikes when something comes that it concerns.
            }
        }
    }

    private void shut(long forMillis) {
        if (door.shut(forMillis)) {
            faults.struck(FaultKind.OUTAGE, 1);
        }
    }

    private void onHeldBack(Order order, long forMillis) {
        faults.strike(FaultKind.PARTIAL_FILL);
        vertx.setTimer(forMillis, timer -> {
            exchange.letGo(order);
            publishChanges.run();
        });
    }

    /** Ends every fault; what was held back goes on. An outage ends by its own time only. */
    void clear() {
        faults.clear();
        exchange.letAllGo();
        publishChanges.run();
    }
}
