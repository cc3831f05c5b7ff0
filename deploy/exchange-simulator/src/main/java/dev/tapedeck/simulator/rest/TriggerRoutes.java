package dev.tapedeck.simulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tapedeck.simulator.access.RateLimiter;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.PlaceResult;
import dev.tapedeck.simulator.core.PlanOrder;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.core.PriceSource;
import dev.tapedeck.simulator.core.StopOrder;
import dev.tapedeck.simulator.core.TriggerState;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.wire.AccountRows;
import dev.tapedeck.simulator.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/private/planorder} and {@code /stoporder}. */
final class TriggerRoutes {
    private static final RateLimiter.Limit USUAL = new RateLimiter.Limit(20, 2000);
    private static final RateLimiter.Limit PLAN_PLACING = new RateLimiter.Limit(4, 2000);
    private static final RateLimiter.Limit STOP_PLACING = new RateLimiter.Limit(5, 2000);
    private static final int MOST_IN_BATCH = 50;
    private static final int LARGEST_PAGE = 100;

    private final Exchange exchange;

    TriggerRoutes(Exchange exchange) {
        this.exchange = exchange;
    }

    void mount(PrivateGate gate) {
        gate.post("planorder/place", PLAN_PLACING, this::placePlan);
        gate.post("planorder/place/v2", "planorder/place", PLAN_PLACING, this::placePlan);
        gate.post("planorder/cancel", USUAL, this::cancelPlans);
        gate.post("planorder/cancel_all", USUAL, this::cancelAllPlans);
        gate.get("planorder/list/orders", USUAL, TriggerRoutes::plans);
        gate.post("stoporder/place", STOP_PLACING, this::placeStop);
        gate.post("stoporder/cancel", USUAL, this::cancelStops);
        gate.post("stoporder/cancel_all", USUAL, this::cancelAllStops);
        gate.get("stoporder/open_orders", USUAL, call -> stops(call, true));
        gate.get("stoporder/list/orders", USUAL, call -> stops(call, false));
    }

    private static PriceSource source(Params params, String name) {
        int number = params.number(name, PriceSource.LAST.number());
        PriceSource source = PriceSource.of(number);
        if (source == null) {
            throw new BadParameterException(name + " must be 1 last, 2 fair or 3 index, was " + number);
        }
        return source;
    }

    private static Reply placed(PlaceResult result) {
        return result.code() == VenueCode.OK
                ? Reply.ok(TextNode.valueOf(Long.toString(result.orderId())))
                : Reply.refused(result.code(), result.detail());
    }

    private Reply placePlan(Call call) {
        Params params = call.parameters();
        return placed(exchange.placePlan(
                call.account(),
                OrderRoutes.request(params, params.number("orderType", 1)),
                params.requiredDecimal("triggerPrice"),
                params.number("triggerType", 0),
                source(params, "trend"),
                params.number("executeCycle", 1)));
    }

    private Reply cancelPlans(Call call) {
        for (JsonNode item : items(call)) {
            Params params = new Params(item);
            VenueCode verdict = exchange.cancelPlan(plan(call.account(), params.integer("orderId", 0)));
            if (verdict != VenueCode.OK) {
                return Reply.refused(verdict, "plan " + params.text("orderId"));
            }
        }
        return Reply.ok();
    }

    private static @Nullable PlanOrder plan(Account account, long id) {
        return account.planOrders().stream()
                .filter(plan -> plan.id() == id)
                .findFirst()
                .orElse(null);
    }

    private static Iterable<JsonNode> items(Call call) {
        if (!call.body().isArray() || call.body().size() > MOST_IN_BATCH) {
            throw new BadParameterException("the body must be an array of at most " + MOST_IN_BATCH + " orders");
        }
        return call.body();
    }

    private Reply cancelAllPlans(Call call) {
        String symbol = call.parameters().text("symbol");
        for (PlanOrder plan : List.copyOf(call.account().planOrders())) {
            boolean isMeant = symbol.isEmpty() || plan.request().symbol().equals(symbol);
            if (isMeant && plan.state() == TriggerState.UNTRIGGERED) {
                exchange.cancelPlan(plan);
            }
        }
        return Reply.ok();
    }

    private static <T> Stream<T> page(List<T> oldestFirst, Params query) {
        int size = query.pageSize(LARGEST_PAGE);
        return oldestFirst.reversed().stream()
                .skip((long) (query.page() - 1) * size)
                .limit(size);
    }

    private static Reply plans(Call call) {
        Params query = call.query();
        String symbol = query.text("symbol");
        List<String> states =
                query.has("states") ? Arrays.asList(query.text("states").split(",", -1)) : List.of();
        List<PlanOrder> matching = call.account().planOrders().stream()
                .filter(plan -> symbol.isEmpty() || plan.request().symbol().equals(symbol))
                .filter(plan -> states.isEmpty()
                        || states.contains(Integer.toString(plan.state().number())))
                .toList();
        ArrayNode rows = Json.array();
        page(matching, query).forEach(plan -> rows.add(AccountRows.plan(plan)));
        return Reply.ok(rows);
    }

    private Reply placeStop(Call call) {
        Params params = call.parameters();
        Position position = call.account().position(params.integer("positionId", 0));
        if (position == null) {
            return Reply.refused(VenueCode.NO_SUCH_POSITION);
        }
        return placed(exchange.placeStop(
                position,
                params.integer("vol", position.holdVol()),
                params.decimal("stopLossPrice"),
                params.decimal("takeProfitPrice"),
                source(params, "lossTrend"),
                source(params, "profitTrend")));
    }

    private Reply cancelStops(Call call) {
        for (JsonNode item : items(call)) {
            long id = new Params(item).integer("stopPlanOrderId", 0);
            StopOrder stop = call.account().stopOrders().stream()
                    .filter(candidate -> candidate.id() == id)
                    .findFirst()
                    .orElse(null);
            VenueCode verdict = exchange.cancelStop(stop);
            if (verdict != VenueCode.OK) {
                return Reply.refused(verdict, "stop " + id);
            }
        }
        return Reply.ok();
    }

    private Reply cancelAllStops(Call call) {
        String symbol = call.parameters().text("symbol");
        long positionId = call.parameters().integer("positionId", 0);
        for (StopOrder stop : new ArrayList<>(call.account().stopOrders())) {
            Position position = stop.position();
            boolean isMeant =
                    (symbol.isEmpty() || position.market().instrument().symbol().equals(symbol))
                            && (positionId == 0 || position.id() == positionId);
            if (isMeant && stop.state() == TriggerState.UNTRIGGERED) {
                exchange.cancelStop(stop);
            }
        }
        return Reply.ok();
    }

    private static Reply stops(Call call, boolean openOnly) {
        Params query = call.query();
        String symbol = query.text("symbol");
        List<StopOrder> matching = call.account().stopOrders().stream()
                .filter(stop -> symbol.isEmpty()
                        || stop.position().market().instrument().symbol().equals(symbol))
                .filter(stop -> !openOnly || stop.state() == TriggerState.UNTRIGGERED)
                .toList();
        ArrayNode rows = Json.array();
        page(matching, query).forEach(stop -> rows.add(AccountRows.stop(stop)));
        return Reply.ok(rows);
    }
}
