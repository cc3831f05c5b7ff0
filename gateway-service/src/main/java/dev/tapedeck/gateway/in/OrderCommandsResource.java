package dev.tapedeck.gateway.in;

import dev.tapedeck.contracts.event.CommandEvent.CancelOrder;
import dev.tapedeck.contracts.event.CommandEvent.ClosePosition;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.gateway.core.OrderView;
import dev.tapedeck.gateway.core.Projection;
import dev.tapedeck.gateway.in.Problem.FieldError;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a trader does with one order or one position. */
@Path("/api/trading")
@Produces(MediaType.APPLICATION_JSON)
public class OrderCommandsResource {
    private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,39}");
    /** More orders than a session can have open. */
    private static final int CANCELLED_MAX = 5_000;

    private static final long CONTRACTS_MAX = 1_000_000_000_000L;

    private final Projection projection;
    private final UserCommands commands;

    public OrderCommandsResource(Projection projection, UserCommands commands) {
        this.projection = projection;
        this.commands = commands;
    }

    /** Asks the venue to cancel the order, or lets it go no more if it waits here. */
    @POST
    @Path("/orders/{orderId}/cancel")
    public Response cancel(@PathParam("orderId") String orderId) {
        OrderView order = projection
                .read(model -> model.order(orderId))
                .orElseThrow(() -> new RequestRefused(404, "there is no order '" + orderId + "'"))
                .order();
        if (order.state().isFinal()) {
            throw new RequestRefused(
                    409, "an order to cancel must be open, order '" + orderId + "' is " + order.state());
        }
        return Accepted.response(commands.submit(new CancelOrder(SessionResource.USER, order.sessionId(), orderId)));
    }

    /** Cancels every open order of {@code sessionId}, or only those on {@code symbol}, by a command each. */
    @POST
    @Path("/orders/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cancelAll(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        JsonFields request = JsonFields.of(SessionRequests.parse(body), "$", errors);
        request.only("sessionId", "symbol");
        Optional<String> sessionId = request.text("sessionId", SESSION_ID);
        Optional<String> symbol = request.has("symbol") ? request.text("symbol", SYMBOL) : Optional.empty();
        SessionRequests.refuse(errors);
        String session = sessionId.orElseThrow();
        List<OrderView> open = projection.read(model -> model.orders(
                order -> order.sessionId().equals(session)
                        && symbol.map(wanted -> wanted.equals(order.symbol().name()))
                                .orElse(true)
                        && !order.state().isFinal(),
                CANCELLED_MAX));
        List<String> ids = open.stream()
                .map(order -> commands.submit(new CancelOrder(SessionResource.USER, session, order.orderId())))
                .toList();
        return Response.accepted(new AllAccepted(ids, true)).build();
    }

    /** A command for each order that was open; what becomes of each are events that name its id as their cause. */
    public record AllAccepted(List<String> commandIds, boolean accepted) {}

    /** Takes {@code sessionId}, {@code symbol}, {@code direction} and, for a part of it, {@code quantity} in contracts. */
    @POST
    @Path("/positions/close")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response close(byte[] body) {
        ClosePosition asked = read(body);
        boolean held = !projection
                .read(model -> model.positions(position -> isOf(asked, position) && isHeld(position)))
                .isEmpty();
        if (!held) {
            throw new RequestRefused(
                    409,
                    "a position to close must be held, session '" + asked.sessionId() + "' holds no "
                            + asked.direction() + " of " + asked.symbol());
        }
        return Accepted.response(commands.submit(asked));
    }

    private static ClosePosition read(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        JsonFields request = JsonFields.of(SessionRequests.parse(body), "$", errors);
        request.only("sessionId", "symbol", "direction", "quantity");
        Optional<String> sessionId = request.text("sessionId", SESSION_ID);
        Optional<String> symbol = request.text("symbol", SYMBOL);
        Optional<Direction> direction = request.oneOf("direction", Direction.class);
        Optional<Long> quantity =
                request.has("quantity") ? request.whole("quantity", 1, CONTRACTS_MAX) : Optional.empty();
        SessionRequests.refuse(errors);
        return new ClosePosition(
                SessionResource.USER,
                sessionId.orElseThrow(),
                Symbol.of(symbol.orElseThrow()),
                direction.orElseThrow(),
                quantity.map(Quantity::of).orElse(null));
    }

    private static boolean isHeld(PositionChanged position) {
        VenuePosition venue = position.venue();
        return !position.quantity().isZero()
                || (venue != null && !venue.quantity().isZero());
    }

    private static boolean isOf(ClosePosition asked, PositionChanged position) {
        return position.sessionId().equals(asked.sessionId())
                && position.symbol().equals(asked.symbol())
                && position.direction() == asked.direction();
    }
}
