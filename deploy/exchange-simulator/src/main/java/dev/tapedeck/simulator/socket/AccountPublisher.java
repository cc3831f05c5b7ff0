package dev.tapedeck.simulator.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Changes;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Fill;
import dev.tapedeck.simulator.core.Order;
import dev.tapedeck.simulator.core.PlanOrder;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.core.StopOrder;
import dev.tapedeck.simulator.wire.AccountRows;
import java.util.function.Supplier;

/** Pushes what happened to accounts: orders, then deals, triggers, positions, assets. */
public final class AccountPublisher {
    private final SocketHub hub;
    private final Exchange exchange;

    public AccountPublisher(SocketHub hub, Exchange exchange) {
        this.hub = hub;
        this.exchange = exchange;
    }

    /** Sends all pending changes and forgets them; while the exchange holds orders back, they stay pending. */
    public void publishChanges() {
        if (exchange.isHoldingBack()) {
            return;
        }
        Changes changes = exchange.changes();
        long now = exchange.nowMillis();
        for (Order order : changes.orders()) {
            send(order.account(), "order", symbolOf(order), () -> AccountRows.pushedOrder(order), now);
        }
        for (Fill fill : changes.fills()) {
            Order order = fill.order();
            send(order.account(), "order.deal", symbolOf(order), () -> AccountRows.pushedDeal(fill), now);
        }
        for (StopOrder stop : changes.stopOrders()) {
            Position position = stop.position();
            send(position.account(), "stop.planorder", symbolOf(position), () -> AccountRows.stop(stop), now);
        }
        for (PlanOrder plan : changes.planOrders()) {
            send(plan.account(), "plan.order", plan.request().symbol(), () -> AccountRows.plan(plan), now);
        }
        for (Position position : changes.positions()) {
            send(position.account(), "position", symbolOf(position), () -> AccountRows.pushedPosition(position), now);
        }
        for (Account account : changes.accounts()) {
            send(account, "asset", "", () -> AccountRows.pushedAsset(account), now);
        }
        changes.clear();
    }

    private static String symbolOf(Order order) {
        return order.market().instrument().symbol();
    }

    private static String symbolOf(Position position) {
        return position.market().instrument().symbol();
    }

    private void send(Account account, String channel, String symbol, Supplier<ObjectNode> row, long now) {
        hub.publishPersonal(account.name(), channel, symbol, () -> Frames.push("personal." + channel, row.get(), now));
    }
}
