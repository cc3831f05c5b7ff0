package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.gateway.core.Candle;
import dev.tapedeck.gateway.core.OrderDetails;
import dev.tapedeck.gateway.core.OrderView;
import dev.tapedeck.gateway.core.PositionView;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.core.Roles;
import dev.tapedeck.gateway.out.history.PastOrders;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was signalled, ordered, filled and is held, and the market that it happened in. */
@Path("/api/trading")
@Produces(MediaType.APPLICATION_JSON)
public class TradingResource {
    private static final int ROWS = 200;
    private static final int ROWS_MAX = 5_000;
    private static final int CANDLES = 500;
    private static final int CANDLES_MAX = 1_440;
    private static final Map<String, Integer> INTERVAL_MINUTES = Map.of("1m", 1, "5m", 5, "15m", 15, "1h", 60);

    private final Projection projection;

    private final PastOrders past;

    public TradingResource(Projection projection, PastOrders past) {
        this.projection = projection;
        this.past = past;
    }

    @GET
    @Path("/orders")
    @RolesAllowed(Roles.VIEWER)
    public List<OrderView> orders(
            @QueryParam("sessionId") @Nullable String sessionId,
            @QueryParam("symbol") @Nullable String symbol,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable String limit) {
        Optional<Symbol> onSymbol = Query.symbol("symbol", symbol);
        Optional<OrderView.State> inState = Query.oneOf("state", state, OrderView.State.class);
        int rows = rows(limit);
        return projection.read(model -> model.orders(
                order -> isOf(sessionId, order.sessionId())
                        && isOf(onSymbol, order.symbol())
                        && isOf(inState, order.state()),
                rows));
    }

    /** The whole life of an order, from the history when it is too old to be in memory. */
    @GET
    @Path("/orders/{orderId}")
    @RolesAllowed(Roles.VIEWER)
    public OrderDetails order(@PathParam("orderId") String orderId) {
        return projection
                .read(model -> model.order(orderId))
                .or(() -> HistoryAnswer.of(() -> past.of(orderId)))
                .orElseThrow(() -> new RequestRefused(404, "there is no order '" + orderId + "'"));
    }

    @GET
    @Path("/positions")
    @RolesAllowed(Roles.VIEWER)
    public List<PositionView> positions(@QueryParam("sessionId") @Nullable String sessionId) {
        return projection.read(model -> model.positions(position -> isOf(sessionId, position.sessionId())));
    }

    @GET
    @Path("/signals")
    @RolesAllowed(Roles.VIEWER)
    public List<Event<?>> signals(
            @QueryParam("sessionId") @Nullable String sessionId,
            @QueryParam("symbol") @Nullable String symbol,
            @QueryParam("limit") @Nullable String limit) {
        Optional<Symbol> onSymbol = Query.symbol("symbol", symbol);
        int rows = rows(limit);
        return projection.read(model ->
                model.signals(signal -> isOf(sessionId, signal.sessionId()) && isOf(onSymbol, signal.symbol()), rows));
    }

    @GET
    @Path("/fills")
    @RolesAllowed(Roles.VIEWER)
    public List<Event<?>> fills(
            @QueryParam("sessionId") @Nullable String sessionId,
            @QueryParam("orderId") @Nullable String orderId,
            @QueryParam("limit") @Nullable String limit) {
        int rows = rows(limit);
        return projection.read(model ->
                model.fills(fill -> isOf(sessionId, fill.sessionId()) && isOf(orderId, fill.orderId()), rows));
    }

    @GET
    @Path("/candles/{symbol}")
    @RolesAllowed(Roles.VIEWER)
    public List<Candle> candles(
            @PathParam("symbol") String symbol,
            @QueryParam("interval") @Nullable String interval,
            @QueryParam("limit") @Nullable String limit) {
        int rows = Query.whole("limit", limit, CANDLES, CANDLES_MAX);
        Integer minutes = INTERVAL_MINUTES.get(interval == null ? "1m" : interval);
        if (minutes == null) {
            throw Query.wrong("interval", "must be one of 1m, 5m, 15m, 1h", interval);
        }
        return Query.symbol("symbol", symbol)
                .flatMap(known -> projection.read(model -> model.candles(known, minutes, rows)))
                .orElseThrow(() -> new RequestRefused(404, "there is no market of '" + symbol + "'"));
    }

    private static int rows(@Nullable String limit) {
        return Query.whole("limit", limit, ROWS, ROWS_MAX);
    }

    private static boolean isOf(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    private static <T> boolean isOf(Optional<T> wanted, T value) {
        return wanted.isEmpty() || wanted.get().equals(value);
    }
}
