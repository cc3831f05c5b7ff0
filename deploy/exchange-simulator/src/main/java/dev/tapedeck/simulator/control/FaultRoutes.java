package dev.tapedeck.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.OrderRequest;
import dev.tapedeck.simulator.core.PlaceResult;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.fault.Fault;
import dev.tapedeck.simulator.fault.FaultBoard;
import dev.tapedeck.simulator.fault.FaultKind;
import dev.tapedeck.simulator.rest.Responses;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /control/faults}: arm, list and clear. {@code /control/positions}: what the account's owner does elsewhere, and what the venue does to it. */
public final class FaultRoutes {
    private static final int BAD_REQUEST = 400;
    private static final int LONG = 1;
    private static final int SHORT = 2;

    private final Exchange exchange;
    private final FaultBoard faults;
    private final Consumer<Fault> onArmed;
    private final Runnable afterCall;

    /**
     * @param onArmed carries out what happens when a fault is armed
     * @param afterCall pushes what changed
     */
    public FaultRoutes(Exchange exchange, FaultBoard faults, Consumer<Fault> onArmed, Runnable afterCall) {
        this.exchange = exchange;
        this.faults = faults;
        this.onArmed = onArmed;
        this.afterCall = afterCall;
    }

    /** The routes are to be mounted after the one that lets only loopback callers through. */
    public void mount(Router router) {
        router.get("/control/faults").handler(this::list);
        router.post("/control/faults").handler(this::arm);
        router.delete("/control/faults").handler(context -> {
            faults.clear();
            list(context);
        });
        router.post("/control/positions").handler(this::movePosition);
    }

    private void list(RoutingContext context) {
        ObjectNode json = Json.object();
        ObjectNode active = json.putObject("active");
        for (FaultKind kind : FaultKind.values()) {
            faults.active(kind).ifPresent(fault -> active.put(kind.wireName(), fault.toString()));
        }
        ObjectNode struck = json.putObject("struck");
        faults.strikes().forEach((kind, times) -> struck.put(kind.wireName(), times));
        Responses.send(context, Json.text(json));
    }

    private void arm(RoutingContext context) {
        try {
            Fault fault = Fault.of(body(context));
            faults.arm(fault);
            onArmed.accept(fault);
            list(context);
        } catch (IllegalArgumentException wrong) {
            fail(context, String.valueOf(wrong.getMessage()));
        }
    }

    private void movePosition(RoutingContext context) {
        JsonNode body = body(context);
        String name = body.path("account").asText("");
        Account account = name.isEmpty() ? exchange.accounts().iterator().next() : exchange.account(name);
        int type = body.path("positionType").asInt();
        if (account == null || (type != LONG && type != SHORT)) {
            fail(context, "account must exist and positionType be 1 or 2, were '" + name + "' and " + type);
            return;
        }
        String problem = switch (body.path("action").asText()) {
            case "open" -> place(account, order(body, type == LONG ? 1 : 3));
            case "close" -> place(account, order(body, type == LONG ? 4 : 2));
            case "liquidate" -> liquidate(account, body.path("symbol").asText(), type == LONG);
            default -> "action must be open, close or liquidate, was " + body.path("action");
        };
        afterCall.run();
        if (problem == null) {
            Responses.send(context, Json.text(Json.object().put("done", true)));
        } else {
            fail(context, problem);
        }
    }

    private @Nullable String place(Account account, OrderRequest request) {
        PlaceResult placed = exchange.place(account, request, 0);
        return placed.code() == VenueCode.OK ? null : placed.code() + ": " + placed.detail();
    }

    /** A market order without a client id, as somebody places one by hand. */
    private static OrderRequest order(JsonNode body, int side) {
        return new OrderRequest(
                body.path("symbol").asText(),
                side,
                5,
                null,
                new BigDecimal(body.path("vol").asText("0")),
                Math.max(1, body.path("leverage").asInt(2)),
                Position.ISOLATED,
                "",
                0,
                false,
                null,
                null,
                1,
                1);
    }

    private @Nullable String liquidate(Account account, String symbol, boolean isLong) {
        return account.positions().stream()
                        .filter(position ->
                                position.market().instrument().symbol().equals(symbol) && position.isLong() == isLong)
                        .findFirst()
                        .map(position -> {
                            exchange.liquidate(position);
                            return true;
                        })
                        .orElse(false)
                ? null
                : "there must be a position in " + symbol;
    }

    private static JsonNode body(RoutingContext context) {
        String text = context.body().asString();
        JsonNode body = text == null ? null : Json.parse(text);
        return body == null ? Json.object() : body;
    }

    private static void fail(RoutingContext context, String message) {
        context.response()
                .setStatusCode(BAD_REQUEST)
                .putHeader("Content-Type", "application/json")
                .end(Json.text(Json.object().put("error", message)));
    }
}
