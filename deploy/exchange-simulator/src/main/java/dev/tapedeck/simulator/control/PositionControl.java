package dev.tapedeck.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.core.OrderRequest;
import dev.tapedeck.simulator.core.OrderType;
import dev.tapedeck.simulator.core.PlaceResult;
import dev.tapedeck.simulator.core.Position;
import dev.tapedeck.simulator.core.PriceSource;
import dev.tapedeck.simulator.core.Side;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.rest.Responses;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code /control/positions}: what the account's owner does elsewhere, and what the venue does to it. */
public final class PositionControl {
    private static final int LONG = 1;
    private static final int SHORT = 2;
    private static final int DEFAULT_LEVERAGE = 2;
    private static final int LAST_PRICE = PriceSource.LAST.number();

    private final Exchange exchange;
    private final Runnable publishChanges;

    public PositionControl(Exchange exchange, Runnable publishChanges) {
        this.exchange = exchange;
        this.publishChanges = publishChanges;
    }

    /** The route is to be mounted after the one that lets only loopback callers through. */
    public void mount(Router router) {
        router.post("/control/positions").handler(this::move);
    }

    private void move(RoutingContext context) {
        try {
            ObjectNode done = move(new Move(ControlCalls.body(context)));
            publishChanges.run();
            Responses.send(context, Json.text(done));
        } catch (IllegalArgumentException wrong) {
            ControlCalls.refuse(context, String.valueOf(wrong.getMessage()));
        }
    }

    private ObjectNode move(Move move) {
        return switch (move.action()) {
            case "open" -> place(move, Side.OPEN_LONG, Side.OPEN_SHORT);
            case "close" -> place(move, Side.CLOSE_LONG, Side.CLOSE_SHORT);
            case "liquidate" -> liquidate(move);
            default ->
                throw new IllegalArgumentException(
                        "action must be open, close or liquidate, was '" + move.action() + "'");
        };
    }

    private ObjectNode place(Move move, Side ofLong, Side ofShort) {
        Side side = move.isLong() ? ofLong : ofShort;
        PlaceResult placed = exchange.place(move.account(), move.order(side), 0);
        if (placed.code() != VenueCode.OK) {
            throw new IllegalArgumentException("the venue must accept the order, was code "
                    + placed.code().number() + " " + placed.code().text() + " " + placed.detail());
        }
        return Json.object().put("orderId", Long.toString(placed.orderId()));
    }

    private ObjectNode liquidate(Move move) {
        Position position = move.position();
        if (position == null) {
            throw new IllegalArgumentException("there must be a position to liquidate, was none in "
                    + move.market().instrument().symbol() + " with positionType " + (move.isLong() ? LONG : SHORT));
        }
        long orderId = exchange.liquidate(position).id();
        return Json.object().put("orderId", Long.toString(orderId));
    }

    /** What was asked for, read on demand. Every reader throws IllegalArgumentException with what was expected. */
    private final class Move {
        private final JsonNode body;

        Move(@Nullable JsonNode body) {
            if (body == null || !body.isObject()) {
                throw new IllegalArgumentException(
                        "the body must be a JSON object with symbol, positionType, action and vol, was " + body);
            }
            this.body = body;
        }

        String action() {
            return body.path("action").asText();
        }

        /** The first account where none is named. */
        Account account() {
            String name = body.path("account").asText("");
            Account account = name.isEmpty() ? exchange.accounts().iterator().next() : exchange.account(name);
            if (account == null) {
                throw new IllegalArgumentException("account must be one that exists, was '" + name + "'");
            }
            return account;
        }

        Market market() {
            String symbol = body.path("symbol").asText();
            Market market = exchange.market(symbol);
            if (market == null) {
                throw new IllegalArgumentException("symbol must be one that is traded, was '" + symbol + "'");
            }
            return market;
        }

        boolean isLong() {
            int type = body.path("positionType").asInt();
            if (type != LONG && type != SHORT) {
                throw new IllegalArgumentException(
                        "positionType must be 1 (long) or 2 (short), was " + body.path("positionType"));
            }
            return type == LONG;
        }

        @Nullable
        Position position() {
            return account().position(market(), isLong());
        }

        private BigDecimal vol() {
            JsonNode vol = body.path("vol");
            if (!vol.isIntegralNumber() || vol.asLong() < 1) {
                throw new IllegalArgumentException("vol must be a whole number of contracts from 1 on, was " + vol);
            }
            return vol.decimalValue();
        }

        /** Of a position that is not there yet. */
        private int leverage() {
            JsonNode leverage = body.path("leverage");
            if (leverage.isMissingNode()) {
                return DEFAULT_LEVERAGE;
            }
            if (!leverage.isIntegralNumber() || !leverage.canConvertToInt()) {
                throw new IllegalArgumentException("leverage must be a whole number, was " + leverage);
            }
            return leverage.asInt();
        }

        /** A market order without a client id, as somebody places one by hand, with leverage and margin mode of the position that is there. */
        OrderRequest order(Side side) {
            Position position = position();
            return new OrderRequest(
                    market().instrument().symbol(),
                    side.number(),
                    OrderType.MARKET.number(),
                    null,
                    vol(),
                    position == null ? leverage() : position.leverage(),
                    position == null ? Position.ISOLATED : position.openType(),
                    "",
                    0,
                    false,
                    null,
                    null,
                    LAST_PRICE,
                    LAST_PRICE);
        }
    }
}
