package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tapedeck.simulator.access.RateLimiter;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Arrival;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Fill;
import dev.tapedeck.simulator.core.Order;
import dev.tapedeck.simulator.core.OrderRequest;
import dev.tapedeck.simulator.core.PlaceResult;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.fault.CallFaults;
import dev.tapedeck.simulator.fault.FaultAnswer;
import dev.tapedeck.simulator.wire.AccountRows;
import dev.tapedeck.simulator.wire.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/private/order}: place, cancel and query. */
final class OrderRoutes {
    private static final RateLimiter.Limit USUAL = new RateLimiter.Limit(20, 2000);
    private static final RateLimiter.Limit PLACING = new RateLimiter.Limit(4, 2000);
    private static final RateLimiter.Limit BATCH = new RateLimiter.Limit(5, 2000);
    private static final int MOST_IN_BATCH = 50;
    private static final int ORDER_PAGE = 100;
    private static final int DEAL_PAGE = 1000;

    private final Exchange exchange;
    private final CallFaults faults;
    private final Clock wallClock;

    OrderRoutes(Exchange exchange, CallFaults faults, Clock wallClock) {
        this.exchange = exchange;
        this.faults = faults;
        this.wallClock = wallClock;
    }

    void mount(PrivateGate gate) {
        gate.post("order/create", "order/create", PLACING, this::create, this::noteUnprocessed);
        gate.post("order/submit", "order/create", PLACING, this::create, this::noteUnprocessed);
        gate.post("order/cancel", USUAL, this::cancel);
        gate.post("order/cancel_with_external", USUAL, this::cancelWithExternal);
        gate.post("order/batch_cancel_with_external", USUAL, this::cancelWithExternal);
        gate.post("order/cancel_all", USUAL, this::cancelAll);
        gate.get("order/get/:orderId", USUAL, call -> oneOrder(call.account().order(call.pathId("orderId"))));
        gate.get("order/external/:symbol/:externalOid", USUAL, this::byExternal);
        gate.get("order/batch_query", BATCH, this::batchQuery);
        gate.post("order/batch_query_with_external", BATCH, this::batchQueryWithExternal);
        gate.get(
                "order/list/open_orders",
                USUAL,
                call -> openOrders(call, call.query().text("symbol")));
        gate.get("order/list/open_orders/:symbol", USUAL, call -> openOrders(call, call.path("symbol")));
        gate.get("order/list/history_orders", USUAL, this::history);
        gate.get("order/list/close_orders", USUAL, this::closeOrders);
        gate.get("order/list/order_deals", USUAL, this::deals);
        gate.get("order/list/order_deals/v3", USUAL, this::deals);
        gate.get("order/deal_details/:orderId", USUAL, this::dealDetails);
    }

    /** Reads an order from a create, plan or similar body. */
    static OrderRequest request(Params params, int type) {
        return new OrderRequest(
                params.text("symbol"),
                params.number("side", 0),
                type,
                params.decimal("price"),
                params.requiredDecimal("vol"),
                params.number("leverage", 0),
                params.number("openType", 0),
                params.text("externalOid"),
                params.number("positionMode", 0),
                params.flag("reduceOnly"),
                params.decimal("stopLossPrice"),
                params.decimal("takeProfitPrice"),
                params.number("lossTrend", 1),
                params.number("profitTrend", 1));
    }

    private Reply create(Call call) {
        Params params = call.parameters();
        OrderRequest request = request(params, params.number("type", 0));
        Optional<FaultAnswer> unprocessed = faults.insteadOfCreation();
        if (unprocessed.isPresent()) {
            FaultAnswer answer = unprocessed.get();
            exchange.noteUnprocessed(call.account(), request, arrival(answer.summary()), answer.code());
            return Reply.instead(answer);
        }
        Optional<FaultAnswer> hidden = faults.insteadOfVerdict();
        String toldInstead = hidden.map(FaultAnswer::summary).orElse("");
        PlaceResult result = exchange.place(call.account(), request, arrival(toldInstead));
        return hidden.map(Reply::instead).orElseGet(() -> verdict(result));
    }

    private Arrival arrival(String toldInstead) {
        return new Arrival(ChronoUnit.MICROS.between(Instant.EPOCH, wallClock.instant()), toldInstead);
    }

    private Reply verdict(PlaceResult result) {
        if (result.code() != VenueCode.OK) {
            return Reply.refused(result.code(), result.detail());
        }
        return Reply.ok(
                Json.object().put("orderId", Long.toString(result.orderId())).put("ts", exchange.nowMillis()));
    }

    private void noteUnprocessed(Account account, JsonNode body, int code, String answer) {
        exchange.noteUnprocessed(account, readable(new Params(body)), arrival(answer), code);
    }

    /** The request, or when it is malformed, whose it is and what it is about. */
    private static OrderRequest readable(Params params) {
        try {
            return request(params, params.number("type", 0));
        } catch (BadParameterException e) {
            Params known = new Params(Json.object()
                    .put("symbol", params.text("symbol"))
                    .put("externalOid", params.text("externalOid"))
                    .put("vol", 0));
            return request(known, 0);
        }
    }

    private Reply cancel(Call call) {
        JsonNode ids = call.body().isArray() ? call.body() : call.body().path("orderIds");
        if (!ids.isArray()) {
            throw new BadParameterException("the body must be an array of order ids");
        }
        if (ids.size() > MOST_IN_BATCH) {
            return Reply.refused(VenueCode.BATCH_TOO_LONG);
        }
        ArrayNode rows = Json.array();
        for (JsonNode id : ids) {
            Order order = call.account().order(idOf(id.asText()));
            rows.add(cancelRow(id.asText(), exchange.cancel(order)));
        }
        return Reply.ok(rows);
    }

    private static long idOf(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadParameterException("an order id must be a whole number, was '" + text + "'");
        }
    }

    private static JsonNode cancelRow(String orderId, VenueCode verdict) {
        return Json.object()
                .put("orderId", orderId)
                .put("errorCode", verdict.number())
                .put("errorMsg", verdict.text());
    }

    private Reply cancelWithExternal(Call call) {
        ArrayNode rows = Json.array();
        for (JsonNode item : items(call.body())) {
            Order order = externalOrder(call.account(), new Params(item));
            String id = order == null ? "0" : Long.toString(order.id());
            rows.add(cancelRow(id, exchange.cancel(order)));
        }
        return Reply.ok(rows);
    }

    /** One object or an array of them: both forms are in use. */
    private static Iterable<JsonNode> items(JsonNode body) {
        if (body.isArray() && body.size() > MOST_IN_BATCH) {
            throw new BadParameterException("at most " + MOST_IN_BATCH + " orders in one request");
        }
        return body.isArray() ? body : List.of(body);
    }

    private static @Nullable Order externalOrder(Account account, Params params) {
        Order order = account.order(params.text("externalOid"));
        return order != null && order.request().symbol().equals(params.text("symbol")) ? order : null;
    }

    private Reply cancelAll(Call call) {
        String symbol = call.parameters().text("symbol");
        for (Order order : List.copyOf(call.account().openOrders())) {
            if (symbol.isEmpty() || order.request().symbol().equals(symbol)) {
                exchange.cancel(order);
            }
        }
        return Reply.ok();
    }

    private static Reply oneOrder(@Nullable Order order) {
        return order == null ? Reply.ok() : Reply.ok(AccountRows.order(order));
    }

    private Reply byExternal(Call call) {
        Order order = call.account().order(call.path("externalOid"));
        boolean sameSymbol = order != null && order.request().symbol().equals(call.path("symbol"));
        return oneOrder(sameSymbol ? order : null);
    }

    private Reply batchQuery(Call call) {
        List<String> ids = Arrays.asList(call.query().text("order_ids").split(",", -1));
        if (ids.size() > MOST_IN_BATCH) {
            return Reply.refused(VenueCode.QUERY_TOO_LONG);
        }
        return orders(ids.stream().map(id -> call.account().order(idOf(id.trim()))));
    }

    private Reply batchQueryWithExternal(Call call) {
        List<Order> found = new ArrayList<>();
        for (JsonNode item : items(call.body())) {
            Order order = externalOrder(call.account(), new Params(item));
            if (order != null) {
                found.add(order);
            }
        }
        return orders(found.stream());
    }

    private static Reply orders(Stream<? extends @Nullable Order> orders) {
        ArrayNode rows = Json.array();
        orders.forEach(order -> {
            if (order != null) {
                rows.add(AccountRows.order(order));
            }
        });
        return Reply.ok(rows);
    }

    private static <T> Stream<T> page(Stream<T> all, Params query, int largest) {
        int size = query.pageSize(largest);
        return all.skip((long) (query.page() - 1) * size).limit(size);
    }

    private static Reply openOrders(Call call, String symbol) {
        List<Order> open = new ArrayList<>(call.account().openOrders()).reversed();
        return orders(page(
                open.stream()
                        .filter(order ->
                                symbol.isEmpty() || order.request().symbol().equals(symbol)),
                call.query(),
                ORDER_PAGE));
    }

    private Reply history(Call call) {
        Params query = call.query();
        List<String> states =
                query.has("states") ? Arrays.asList(query.text("states").split(",", -1)) : List.of();
        long category = query.integer("category", 0);
        long side = query.integer("side", 0);
        long orderId = query.integer("orderId", 0);
        return orders(page(
                call.account().orders().stream()
                        .filter(inTimeAndSymbol(query))
                        .filter(order -> states.isEmpty()
                                || states.contains(
                                        Integer.toString(order.state().number())))
                        .filter(order -> category == 0 || order.category() == category)
                        .filter(order -> side == 0 || order.request().side() == side)
                        .filter(order -> orderId == 0 || order.id() == orderId),
                query,
                ORDER_PAGE));
    }

    private static Predicate<Order> inTimeAndSymbol(Params query) {
        String symbol = query.text("symbol");
        long from = query.time("start_time", "startTime", 0);
        long to = query.time("end_time", "endTime", Long.MAX_VALUE);
        return order -> (symbol.isEmpty() || order.request().symbol().equals(symbol))
                && order.createdAtMillis() >= from
                && order.createdAtMillis() <= to;
    }

    private Reply closeOrders(Call call) {
        return orders(page(
                call.account().orders().stream()
                        .filter(inTimeAndSymbol(call.query()))
                        .filter(order -> !order.side().opens()),
                call.query(),
                DEAL_PAGE));
    }

    private Reply deals(Call call) {
        Params query = call.query();
        String symbol = query.text("symbol");
        long from = query.time("start_time", "startTime", 0);
        long to = query.time("end_time", "endTime", Long.MAX_VALUE);
        return fills(page(
                ownFills(call.account())
                        .filter(fill -> symbol.isEmpty()
                                || fill.order().request().symbol().equals(symbol))
                        .filter(fill -> fill.atMillis() >= from && fill.atMillis() <= to),
                query,
                DEAL_PAGE));
    }

    /** Newest first. */
    private Stream<Fill> ownFills(Account account) {
        Collection<Fill> all = exchange.ledger().fills();
        return new ArrayList<>(all)
                .reversed().stream().filter(fill -> fill.order().account() == account);
    }

    private Reply dealDetails(Call call) {
        long orderId = call.pathId("orderId");
        return fills(ownFills(call.account()).filter(fill -> fill.order().id() == orderId));
    }

    private static Reply fills(Stream<Fill> fills) {
        ArrayNode rows = Json.array();
        fills.forEach(fill -> rows.add(AccountRows.deal(fill)));
        return Reply.ok(rows);
    }
}
