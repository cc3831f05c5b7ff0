package dev.tapedeck.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.venue.Account;
import dev.tapedeck.venue.Asset;
import dev.tapedeck.venue.CancelRow;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Funding;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.LeverageSetting;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PastOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.PositionMode;
import dev.tapedeck.venue.VenueFailure;
import dev.tapedeck.venue.VenueOrder;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The signed REST calls. Positions are isolated and the mode is hedge. */
final class MexcAccount implements Account {
    private static final String BASE = "/api/v1/private/";
    private static final int ISOLATED = 1;
    private static final int HEDGE = 1;
    private static final int ONE_WAY = 2;
    private static final int BY_FAIR_PRICE = 2;
    private static final int PAGE_SIZE = 100;
    /** The venue allows 200 open orders a contract, so this is more than can be. */
    private static final int PAGES_MAX = 50;

    private final MexcRest rest;

    MexcAccount(MexcRest rest) {
        this.rest = rest;
    }

    @Override
    public CompletionStage<PlacementReply> placeOrder(NewOrder order) {
        return rest.post(BASE + "order/create", body(order))
                .map(MexcVerdict::placement)
                .toCompletionStage();
    }

    /** Returns the body of a create. The mode is always sent, because its default is not agreed upon. */
    static Map<String, Object> body(NewOrder order) {
        var body = new LinkedHashMap<String, Object>();
        body.put("symbol", order.symbol().name());
        if (order.limitPrice() != null) {
            body.put("price", order.limitPrice().value());
        }
        body.put("vol", order.quantity().contracts());
        if (order.opens()) {
            body.put("leverage", order.leverage());
        }
        body.put("side", MexcSide.of(order.side(), order.direction()).code());
        body.put("type", type(order.kind()));
        body.put("openType", ISOLATED);
        body.put("positionMode", HEDGE);
        body.put("externalOid", order.clientOrderId());
        if (order.stopLossPrice() != null) {
            body.put("stopLossPrice", order.stopLossPrice().value());
            body.put("lossTrend", BY_FAIR_PRICE);
        }
        return body;
    }

    private static int type(NewOrder.Kind kind) {
        return switch (kind) {
            case LIMIT -> 1;
            case IMMEDIATE_OR_CANCEL -> 3;
            case MARKET -> 5;
        };
    }

    @Override
    public CompletionStage<Lookup<List<CancelRow>>> cancel(List<String> venueOrderIds) {
        if (venueOrderIds.isEmpty() || venueOrderIds.size() > CANCEL_MAX) {
            throw new IllegalArgumentException(
                    "venueOrderIds must be 1 to " + CANCEL_MAX + ", were " + venueOrderIds.size());
        }
        return rest.post(BASE + "order/cancel", venueOrderIds)
                .map(reply -> MexcVerdict.list(reply, "orders", MexcRecords::cancelRow))
                .toCompletionStage();
    }

    @Override
    public CompletionStage<CommandReply> cancelAll(Symbol symbol) {
        return command("order/cancel_all", Map.of("symbol", symbol.name()));
    }

    @Override
    public CompletionStage<Lookup<VenueOrder>> orderByClientId(Symbol symbol, String clientOrderId) {
        return ask(
                "order/external/" + MexcQuery.encoded(symbol.name()) + "/" + MexcQuery.encoded(clientOrderId),
                Map.of(),
                MexcAccount::order);
    }

    @Override
    public CompletionStage<Lookup<VenueOrder>> orderByVenueId(String venueOrderId) {
        return ask("order/get/" + MexcQuery.encoded(venueOrderId), Map.of(), MexcAccount::order);
    }

    static VenueOrder order(JsonNode data) {
        return MexcRecords.order(MexcFields.of(data, "order"));
    }

    @Override
    public CompletionStage<Lookup<List<VenueOrder>>> openOrders() {
        return openOrders(1, List.of()).toCompletionStage();
    }

    private Future<Lookup<List<VenueOrder>>> openOrders(int page, List<VenueOrder> before) {
        return rest.getSigned(BASE + "order/list/open_orders", Map.of("page_num", page, "page_size", PAGE_SIZE))
                .map(reply -> MexcVerdict.list(reply, "orders", MexcRecords::order))
                .compose(lookup -> {
                    if (!(lookup instanceof Lookup.Found<List<VenueOrder>>(List<VenueOrder> orders))) {
                        return Future.succeededFuture(lookup);
                    }
                    var all = new ArrayList<>(before);
                    all.addAll(orders);
                    if (orders.size() < PAGE_SIZE) {
                        return Future.succeededFuture(new Lookup.Found<>(List.copyOf(all)));
                    }
                    return page < PAGES_MAX ? openOrders(page + 1, all) : Future.succeededFuture(tooMany());
                });
    }

    private static Lookup<List<VenueOrder>> tooMany() {
        return new Lookup.Failed<>(new VenueFailure(
                VenueFailure.Cause.UNREADABLE_REPLY, 0, "more than " + PAGES_MAX * PAGE_SIZE + " open orders"));
    }

    @Override
    public CompletionStage<Lookup<List<Deal>>> dealsOfOrder(String venueOrderId) {
        return list("order/deal_details/" + MexcQuery.encoded(venueOrderId), Map.of(), "deals", MexcRecords::deal);
    }

    @Override
    public CompletionStage<Lookup<List<Deal>>> recentDeals(Symbol symbol, int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("limit must be 1 to 1000, was " + limit);
        }
        return list(
                "order/list/order_deals/v3",
                Map.of("symbol", symbol.name(), "page_num", 1, "page_size", limit),
                "deals",
                MexcRecords::deal);
    }

    @Override
    public CompletionStage<Lookup<List<PastOrder>>> pastOrders(Symbol symbol) {
        return list(
                "order/list/history_orders",
                Map.of("symbol", symbol.name(), "page_num", 1, "page_size", PAST_MAX),
                "orders",
                MexcRecords::pastOrder);
    }

    @Override
    public CompletionStage<Lookup<List<String>>> ordersOfStops(Symbol symbol) {
        return rest.getSigned(
                        BASE + "stoporder/list/orders",
                        Map.of("symbol", symbol.name(), "page_num", 1, "page_size", PAST_MAX))
                .map(MexcAccount::ordersOfStops)
                .toCompletionStage();
    }

    static Lookup<List<String>> ordersOfStops(MexcReply reply) {
        return MexcVerdict.list(reply, "stops", MexcRecords::orderOfStop)
                .map(ids -> ids.stream().filter(id -> !id.isEmpty()).toList());
    }

    @Override
    public CompletionStage<Lookup<List<Funding>>> fundings() {
        return list(
                "position/funding_records",
                Map.of("page_num", 1, "page_size", PAST_MAX),
                "fundings",
                MexcRecords::funding);
    }

    @Override
    public CompletionStage<Lookup<List<HeldPosition>>> positions() {
        return list("position/open_positions", Map.of(), "positions", MexcRecords::position);
    }

    @Override
    public CompletionStage<Lookup<List<Asset>>> assets() {
        return list("account/assets", Map.of(), "assets", MexcRecords::asset);
    }

    @Override
    public CompletionStage<Lookup<List<LeverageSetting>>> leverage(Symbol symbol) {
        return list("position/leverage", Map.of("symbol", symbol.name()), "leverage", MexcRecords::leverage);
    }

    @Override
    public CompletionStage<CommandReply> setLeverage(Symbol symbol, Direction direction, int leverage) {
        var body = new LinkedHashMap<String, Object>();
        body.put("symbol", symbol.name());
        body.put("leverage", leverage);
        body.put("openType", ISOLATED);
        body.put("positionType", MexcSide.positionType(direction));
        return command("position/change_leverage", body);
    }

    @Override
    public CompletionStage<Lookup<PositionMode>> positionMode() {
        return ask("position/position_mode", Map.of(), data -> switch (MexcFields.text(data, "position mode")) {
            case "1" -> PositionMode.HEDGE;
            case "2" -> PositionMode.ONE_WAY;
            default -> throw new MalformedMessage("position mode must be 1 or 2, was " + data);
        });
    }

    @Override
    public CompletionStage<CommandReply> setPositionMode(PositionMode mode) {
        return command(
                "position/change_position_mode", Map.of("positionMode", mode == PositionMode.HEDGE ? HEDGE : ONE_WAY));
    }

    private <T> CompletionStage<Lookup<T>> ask(String path, Map<String, ?> parameters, Function<JsonNode, T> read) {
        return rest.getSigned(BASE + path, parameters)
                .map(reply -> MexcVerdict.lookup(reply, read))
                .toCompletionStage();
    }

    private <T> CompletionStage<Lookup<List<T>>> list(
            String path, Map<String, ?> parameters, String name, Function<MexcFields, T> read) {
        return rest.getSigned(BASE + path, parameters)
                .map(reply -> MexcVerdict.list(reply, name, read))
                .toCompletionStage();
    }

    private CompletionStage<CommandReply> command(String path, Object body) {
        return rest.post(BASE + path, body).map(MexcVerdict::command).toCompletionStage();
    }
}
