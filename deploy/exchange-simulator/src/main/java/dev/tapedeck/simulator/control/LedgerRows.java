package dev.tapedeck.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.AccountMovement;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Fill;
import dev.tapedeck.simulator.core.Ledger;
import dev.tapedeck.simulator.core.Order;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.core.ReceivedOrder;
import dev.tapedeck.simulator.core.TriggerState;
import dev.tapedeck.simulator.wire.Json;
import java.math.BigDecimal;

/** The ledger as JSON: money and prices as decimal strings, times as tape milliseconds unless named otherwise. */
final class LedgerRows {
    private static final int PAGE = 2_000;

    private LedgerRows() {}

    static ObjectNode ledger(Exchange exchange) {
        Ledger ledger = exchange.ledger();
        ObjectNode node = Json.object().put("dropped", ledger.dropped());
        ArrayNode orders = node.putArray("orders");
        ledger.orders().forEach(received -> orders.add(order(received)));
        ArrayNode fills = node.putArray("fills");
        ledger.fills().forEach(fill -> fills.add(fill(fill)));
        ArrayNode movements = node.putArray("movements");
        ledger.movements().forEach(movement -> movements.add(movement(movement)));
        ArrayNode accounts = node.putArray("accounts");
        exchange.accounts().forEach(account -> accounts.add(account(account)));
        return node;
    }

    /** A page of the orders alone, for runs whose whole ledger is too long for one answer. */
    static ObjectNode orders(Exchange exchange, int from) {
        Ledger ledger = exchange.ledger();
        ObjectNode node = Json.object().put("dropped", ledger.dropped());
        ArrayNode orders = node.putArray("orders");
        ledger.orders().stream().skip(from).limit(PAGE).forEach(received -> orders.add(order(received)));
        return node;
    }

    private static String text(BigDecimal value) {
        return Json.number(value).toPlainString();
    }

    private static ObjectNode order(ReceivedOrder received) {
        ObjectNode row = Json.object()
                .put("clientId", received.request().externalOid())
                .put("account", received.account().name())
                .put("symbol", received.request().symbol())
                .put("side", received.request().side())
                .put("type", received.request().type())
                .put("vol", text(received.request().vol()))
                .put("receivedAtTape", received.atTapeMillis())
                .put("receivedAtWallMicros", received.atWallMicros())
                .put("rejectCode", received.rejectCode())
                .put("answer", received.answer());
        if (received.request().price() != null) {
            row.put("price", text(received.request().price()));
        }
        Order order = received.order();
        if (order != null) {
            row.put("orderId", Long.toString(order.id()))
                    .put("state", order.state().number())
                    .put("errorCode", order.endReason().number())
                    .put("dealVol", Long.toString(order.dealVol()))
                    .put("dealAvgPrice", text(order.dealAveragePrice()));
        }
        return row;
    }

    private static ObjectNode fill(Fill fill) {
        Order order = fill.order();
        return Json.object()
                .put("id", Long.toString(fill.id()))
                .put("orderId", Long.toString(order.id()))
                .put("clientId", order.request().externalOid())
                .put("account", order.account().name())
                .put("symbol", order.market().instrument().symbol())
                .put("side", order.request().side())
                .put("category", order.category())
                .put("vol", Long.toString(fill.vol()))
                .put("price", text(fill.price()))
                .put("fee", text(fill.fee()))
                .put("profit", text(fill.profit()))
                .put("taker", fill.taker())
                .put("atTape", fill.atMillis());
    }

    private static ObjectNode movement(AccountMovement movement) {
        return Json.object()
                .put("account", movement.account())
                .put("kind", movement.kind().name())
                .put("amount", text(movement.amount()))
                .put("cashAfter", text(movement.cashAfter()))
                .put("reference", Long.toString(movement.reference()))
                .put("atTape", movement.atMillis());
    }

    private static ObjectNode account(Account account) {
        ObjectNode row = Json.object()
                .put("account", account.name())
                .put("cash", text(account.cash()))
                .put("available", text(account.available()))
                .put("frozen", text(account.frozen()))
                .put("positionMargin", text(account.positionMargin()))
                .put("unrealised", text(account.unrealised()))
                .put("equity", text(account.equity()))
                .put("openOrders", account.openOrders().size())
                .put(
                        "openStops",
                        account.stopOrders().stream()
                                .filter(stop -> stop.state() == TriggerState.UNTRIGGERED)
                                .count());
        ArrayNode positions = row.putArray("positions");
        account.positions().forEach(position -> positions.add(position(position)));
        return row;
    }

    private static ObjectNode position(Position position) {
        return Json.object()
                .put("positionId", position.id())
                .put("symbol", position.market().instrument().symbol())
                .put("positionType", position.isLong() ? 1 : 2)
                .put("holdVol", position.holdVol())
                .put("holdAvgPrice", text(position.holdAveragePrice()))
                .put("leverage", position.leverage())
                .put("margin", text(position.margin()))
                .put("liquidatePrice", text(position.liquidationPrice()))
                .put("realised", text(position.realised()))
                .put("unrealised", text(position.unrealised()));
    }
}
