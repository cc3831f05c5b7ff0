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
import dev.tapedeck.gateway.core.RequestKey;
import dev.tapedeck.gateway.core.Roles;
import dev.tapedeck.gateway.in.Problem.FieldError;
import jakarta.annotation.security.RolesAllowed;
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

    private static final byte[] NO_BODY = {};
    private static final long CONTRACTS_MAX = 1_000_000_000_000L;

    private final Projection projection;
    private final UserCommands commands;
    private final Caller caller;

    public OrderCommandsResource(Projection projection, UserCommands commands, Caller caller) {
        this.projection = projection;
        this.commands = commands;
        this.caller = caller;
    }

    /** Asks the venue to cancel the order, or lets it go no more if it waits here. */
    @POST
    @Path("/orders/{orderId}/cancel")
    @RolesAllowed(Roles.TRADER)
    public Response cancel(@PathParam("orderId") String orderId) {
        caller.about("order " + orderId);
        RequestKey key = caller.key(NO_BODY);
        return commands.answered(key)
                .map(List::getFirst)
                .map(this::accepted)
                .orElseGet(() -> accepted(
                        commands.submit(List.of(cancelOf(orderId)), key).getFirst()));
    }

    private CancelOrder cancelOf(String orderId) {
        OrderView order = projection
                .read(model -> model.order(orderId))
                .orElseThrow(() -> new RequestRefused(404, "there is no order '" + orderId + "'"))
                .order();
        if (order.state().isFinal()) {
            throw new RequestRefused(
                    409, "an order to cancel must be open, order '" + orderId + "' is " + order.state());
        }
        return new CancelOrder(caller.user(), order.sessionId(), orderId);
    }

    /** Cancels every open order of {@code sessionId}, or only those on {@code symbol}, by a command each. */
    @POST
    @Path("/orders/cancel")
    @RolesAllowed(Roles.TRADER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cancelAll(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        JsonFields request = JsonFields.of(SessionRequests.parse(body), "$", errors);
        request.only("sessionId", "symbol");
        Optional<String> sessionId = request.text("sessionId", SESSION_ID);
        Optional<String> symbol = request.has("symbol") ? request.text("symbol", SYMBOL) : Optional.empty();
        SessionRequests.refuse(errors);
        String session = sessionId.orElseThrow();
        caller.about("orders of session " + session
                + symbol.map(only -> " on " + only).orElse(""));
        RequestKey key = caller.key(body);
        List<String> ids = commands.answered(key).orElseGet(() -> commands.submit(cancelsOf(session, symbol), key));
        caller.made(ids);
        return Response.accepted(new AllAccepted(ids, true)).build();
    }

    private List<CancelOrder> cancelsOf(String session, Optional<String> symbol) {
        List<OrderView> open = projection.read(model -> model.orders(
                order -> order.sessionId().equals(session)
                        && symbol.map(wanted -> wanted.equals(order.symbol().name()))
                                .orElse(true)
                        && !order.state().isFinal(),
                CANCELLED_MAX));
        return open.stream()
                .map(order -> new CancelOrder(caller.user(), session, order.orderId()))
                .toList();
    }

    /** A command for each order that was open; what becomes of each are events that name its id as their cause. */
    public record AllAccepted(List<String> commandIds, boolean accepted) {}

    /** Takes {@code sessionId}, {@code symbol}, {@code direction} and, for a part of it, {@code quantity} in contracts. */
    @POST
    @Path("/positions/close")
    @RolesAllowed(Roles.TRADER)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response close(byte[] body) {
        ClosePosition asked = read(body, caller.user());
        caller.about("position " + asked.sessionId() + " " + asked.symbol() + " " + asked.direction());
        RequestKey key = caller.key(body);
        return commands.answered(key)
                .map(List::getFirst)
                .map(this::accepted)
                .orElseGet(() -> accepted(commands.submit(held(asked), key)));
    }

    private ClosePosition held(ClosePosition asked) {
        boolean held = !projection
                .read(model -> model.positions(position -> isOf(asked, position) && isHeld(position)))
                .isEmpty();
        if (!held) {
            throw new RequestRefused(
                    409,
                    "a position to close must be held, session '" + asked.sessionId() + "' holds no "
                            + asked.direction() + " of " + asked.symbol());
        }
        return asked;
    }

    private Response accepted(String commandId) {
        caller.made(List.of(commandId));
        return Accepted.response(commandId);
    }

    private static ClosePosition read(byte[] body, String user) {
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
                user,
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
